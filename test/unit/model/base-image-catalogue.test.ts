import { describe, expect, it } from 'vitest';
import { findBaseImage } from '../../../server/src/model/base-image-catalogue.ts';
import { english } from '../../../server/src/base/message.ts';

function find(name: string) {
  const [image, digest] = name.split('@');
  const [repository, tag] = image!.split(':');
  return findBaseImage(repository!, tag, digest);
}

describe('a tag of the catalogue', () => {
  // The first figures are what Docker Hub shows for the tag, decimal megabytes.
  it.each([
    ['debian:bookworm-slim', 74.83, 28_232_590, 'debian bookworm apt'],
    ['debian:bookworm', 116.57, 48_497_091, 'debian bookworm apt'],
    ['node:22', 1130, 408_499_334, 'debian bookworm apt'],
    ['node:22-alpine', 167.35, 60_697_390, 'alpine 3.24 apk'],
    ['alpine', 8.42, 3_849_738, 'alpine 3.24 apk'],
    ['ubuntu:22.04', 78.08, 29_736_517, 'ubuntu jammy apt'],
    ['busybox', 4.45, 2_226_327, 'none undefined none'],
  ])('%s: %d MB', (name, megabytes, compressed, system) => {
    const found = find(name)!;
    expect(found.exact).toBe(true);
    expect(found.bytes.likely).toBe(megabytes * 1e6);
    expect(found.compressed).toBe(compressed);
    expect(`${found.distro} ${found.release} ${found.packageManager}`).toBe(system);
  });

  it('has the precision of its data', () => {
    expect(find('node:22')!.bytes).toEqual({ low: 1_125_000_000, likely: 1_130_000_000, high: 1_135_000_000 });
    expect(find('alpine')!.bytes).toEqual({ low: 8_415_000, likely: 8_420_000, high: 8_425_000 });
  });

  it('without a size on disk has an interval computed from its download size', () => {
    const { bytes, compressed, exact, detail } = find('node:18-slim')!;
    expect(exact).toBe(true);
    expect(bytes.low).toBeGreaterThan(1.5 * compressed!);
    expect(bytes.high).toBeGreaterThan(2.2 * compressed!);
    expect(english(detail)).toContain('download size');
  });

  it('has its configuration', () => {
    expect(find('nginx:alpine')).toMatchObject({
      user: undefined,
      exposed: ['80/tcp'],
      entrypoint: ['/docker-entrypoint.sh'],
      cmd: ['nginx', '-g', 'daemon off;'],
    });
    expect(find('haproxy:alpine')).toMatchObject({ user: 'haproxy', workdir: '/var/lib/haproxy' });
    expect(find('tomcat:10')).toMatchObject({ entrypoint: [], cmd: ['catalina.sh', 'run'] });
    expect(find('python:3.12-slim')!.packages).toEqual(['ca-certificates', 'netbase', 'tzdata']);
  });
});

it('with a digest has the size of another build of the same tag, and says so', () => {
  const { exact, detail, date } = find('node:22@sha256:aaaa')!;
  expect(exact).toBe(false);
  expect(english(detail)).toContain(`one build of node:22. The size is that of the build of ${date.slice(0, 7)}, within`);
});

describe('another tag of an image in the catalogue', () => {
  it.each([
    ['node:22-bookworm', '22'],
    ['python:3.12-slim-trixie', '3.12-slim'],
    ['debian:12', 'bookworm'],
    ['debian:12-slim', 'bookworm-slim'],
    ['debian', 'trixie'],
    ['ubuntu:jammy', '22.04'],
    ['eclipse-temurin:17-jdk', '17'],
    ['php:8.2-cli', '8.2'],
    ['node:jod-alpine', '22-alpine'],
    ['golang:1.27-alpine3.24', 'alpine'],
  ])('%s is %s', (name, tag) => {
    expect(find(name)).toMatchObject({ exact: true, entry: { tag } });
  });
});

describe('a tag that is not in the catalogue has the contents of the closest one of the same variant', () => {
  it.each([
    ['node:20', '22', 'debian', undefined],
    ['node:22.11.0-alpine3.20', '22-alpine', 'alpine', '3.20'],
    ['node:20-bullseye-slim', '18-slim', 'debian', 'bullseye'],
    ['node:lts-alpine', '22-alpine', 'alpine', undefined],
    ['python:3.10-alpine', '3.11-alpine', 'alpine', '3.24'],
    ['python:3.12.1', '3.12', 'debian', 'trixie'],
    ['debian:bookworm-20250520-slim', 'bookworm-slim', 'debian', 'bookworm'],
    ['alpine:3.19', '3.21', 'alpine', '3.19'],
    ['php:8.1-fpm-alpine', '8.2-fpm-alpine', 'alpine', '3.24'],
    ['eclipse-temurin:21-jdk-alpine', '17-jdk-alpine', 'alpine', undefined],
    ['postgres:15-bullseye', '16', 'debian', 'bullseye'],
    ['node:22@sha256:0123', '22', 'debian', 'bookworm'],
  ])('%s: %s', (name, tag, distro, release) => {
    expect(find(name)!).toMatchObject({ exact: false, entry: { tag }, distro, release });
  });
});

describe('images that are not in the catalogue are unknown', () => {
  it.each([
    'openjdk:8',
    'acme/app',
    'node:22-windowsservercore',
    'debian:sid',
    'nginx:1.27-perl',
    'buildpack-deps:jammy',
    'node@sha256:0123',
  ])('%s', (name) => {
    expect(find(name)).toBeUndefined();
  });
});
