import { describe, expect, it } from 'vitest';
import { endOfLifeOf } from '../../../server/src/facts/end-of-life.ts';
import { endOfLifeDate, endOfLifeTable } from '../../../server/src/knowledge/end-of-life.generated.ts';
import { readImageReference } from '../../../server/src/model/image-reference.ts';

const endOf = (name: string) => endOfLifeOf(readImageReference(name, { start: 0, end: name.length }, name));

describe('the end of life of a release', () => {
  it.each([
    ['node:12-alpine', 'Node.js 12', '2022-04-30', 'node:24-alpine'],
    ['node:carbon', 'Node.js 8', '2019-12-31', 'node:24'],
    ['node:4.9.1-slim', 'Node.js 4', '2018-04-30', 'node:24-slim'],
    ['docker.io/library/python:2.7.18-slim', 'Python 2.7', '2020-01-01', 'python:3.12-slim'],
    ['eclipse-temurin:16-jre-alpine', 'Java 16', '2021-09-30', 'eclipse-temurin:21-jre-alpine'],
    ['ruby:2.7-bullseye', 'Ruby 2.7', '2023-03-31', 'ruby:3.4'],
    ['postgres:9', 'PostgreSQL 9', '2021-11-11', 'postgres:16'],
    ['mysql:5.7', 'MySQL 5.7', '2023-10-31', 'mysql:8.4'],
    ['mariadb:11.3', 'MariaDB 11.3', '2024-05-29', 'mariadb:11.4'],
    ['debian:stretch-backports', 'Debian 9 (stretch)', '2022-07-01', 'debian:bookworm'],
    ['ubuntu:trusty-20191217', 'Ubuntu 14.04 (trusty)', '2019-04-02', 'ubuntu:noble'],
    ['centos:8', 'CentOS 8', '2021-12-31', 'almalinux:9'],
    ['golang:1.27-bullseye', 'Debian 11 (bullseye)', '2026-08-31', 'golang:1.27-bookworm'],
  ])('%s', (image, what, since, next) => {
    expect(endOf(image)).toMatchObject({ what, since, next });
  });

  it.each([
    'node', 'node:latest', 'node:lts-alpine', 'node:24.1.0', 'node:99', 'python:3', 'redis:6', 'mysql:8', 'php:8-fpm-alpine', 'alpine:edge',
    'debian:stable', 'debian:sid', 'acme/node:12', 'registry.example.com/node:12', 'acme/tool:buster', 'tomcat:9', 'scratch', 'nginx:stable',
  ])('%s is not known to have ended', (image) => {
    expect(endOf(image)).toBeUndefined();
  }); // prettier-ignore

  it('is long ago after a year', () => {
    expect([endOf('node:18')?.isLongAgo, endOf('node:20')?.isLongAgo]).toEqual([true, false]);
  });

  it('suggests only releases that are supported', () => {
    const rows = endOfLifeTable.trim().split('\n').map((line) => line.split('\t')); // prettier-ignore
    const suggested = rows.flatMap(([images = '', , next = '']) =>
      next.split(' ').map((release) => (release.includes(':') ? release : `${images.split(' ')[0]!}:${release.split('=')[0]!}`)),
    );
    expect(suggested.length).toBeGreaterThan(rows.length);
    expect(suggested.filter((image) => endOf(image))).toEqual([]);
  });

  it('has days up to the date of the table', () => {
    const days = [...endOfLifeTable.matchAll(/:(\d{4}-\d\d-\d\d)/g)].map(([, day]) => day!);
    expect(days.length).toBeGreaterThan(300);
    expect(days.filter((day) => day > endOfLifeDate)).toEqual([]);
  });
});
