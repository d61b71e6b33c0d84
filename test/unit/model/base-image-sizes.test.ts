import { describe, expect, it } from 'vitest';
import { leftOut, quantile } from '../../bench/base-images.ts';
import { english } from '../../../server/src/base/message.ts';
import { sizeOfImage } from '../../../server/src/model/base-image-sizes.ts';
import { ageSpread, versionDistance } from '../../../server/src/model/image-spread.ts';

function find(name: string) {
  const [image, digest] = name.split('@');
  const [repository, tag] = image!.split(':');
  return sizeOfImage(repository!, tag, digest);
}

// Megabytes on disk, from pages of docker-library/repo-info.
describe('a tag that moves has the size of the version that it is now', () => {
  it.each([
    ['alpine:3', 8.42],
    ['alpine:edge', 8.42],
    ['alpine', 8.42],
    ['python:3-slim', 119.46],
    ['python:3-alpine', 47.79],
    ['python:alpine', 47.79],
    ['python', 1120],
    ['python:3', 1120],
    ['node:lts-alpine', 170.75],
    ['node:alpine', 182.48],
    ['golang:1-alpine', 252.77],
    ['debian', 119.92],
    ['debian:stable-slim', 78.64],
    ['rust', 1650],
  ])('%s: %d MB', (name, megabytes) => {
    const { exact, bytes } = find(name)!;
    expect(exact).toBe(true);
    expect(bytes.likely).toBe(megabytes * 1e6);
    expect(bytes.high / bytes.low).toBeLessThan(1.02);
  });
});

describe('a tag that is not rebuilt has the size of its last build', () => {
  it.each([
    ['debian:stretch', 100.64],
    ['debian:jessie-slim', 81.35],
    ['node:8-alpine', 68.1],
    ['alpine:3.4', 4.82],
    ['java:8-jre-alpine', 108],
  ])('%s: about %d MB', (name, megabytes) => {
    const { bytes } = find(name)!;
    expect(Math.abs(bytes.likely / 1e6 / megabytes - 1)).toBeLessThan(0.02);
  });

  it('without an interval', () => {
    const { low, high, likely } = find('alpine:3.4')!.bytes;
    expect(high - low).toBeLessThan(0.01 * likely);
    expect(english(find('alpine:3.4')!.detail)).toBe('Size on Docker Hub for alpine:3.4 in 2018-01.');
  });
});

describe('old data', () => {
  it('has an interval that grows with its age, and says so', () => {
    const old = find('node:14')!;
    const newer = find('node:20')!;
    const width = ({ low, high, likely }: { low: number; high: number; likely: number }) => (high - low) / likely;
    expect(width(old.bytes)).toBeGreaterThan(width(newer.bytes));
    expect(width(newer.bytes)).toBeGreaterThan(0.1);
    expect(english(newer.detail)).toContain('Builds since then differ by up to about');
  });

  it('counts until the last build of a release', () => {
    const width = ({ low, high, likely }: { low: number; high: number; likely: number }) => (high - low) / likely;
    expect(width(find('ubuntu:16.04')!.bytes)).toBeLessThan(0.1);
    expect(width(find('debian:stretch')!.bytes)).toBeLessThan(0.25);
    expect(width(find('python:3.9-alpine')!.bytes)).toBeGreaterThan(0.3);
  });

  it('grows by the year, less for a version that stays', () => {
    expect(ageSpread(0.9, true)).toBe(0);
    expect(ageSpread(2, true)).toBeLessThan(ageSpread(4, true));
    expect(ageSpread(4, false)).toBeLessThan(ageSpread(4, true));
  });
});

describe('a tag that is not in the table', () => {
  it.each([
    ['python:3.12.1-slim', 'python:3.12-slim'],
    ['node:8.12-alpine', 'node:8-alpine'],
    ['golang:1.15-alpine3.12', 'golang:1.15-alpine'],
    ['alpine:3.13', 'alpine:3.12'],
    ['debian:bookworm-20250520-slim', 'debian:bookworm-slim'],
    ['arm32v7/alpine:3', 'alpine:3'],
    ['arm64v8/debian:buster-slim', 'debian:buster-slim'],
    ['node:22@sha256:0123', 'node:22'],
    ['openjdk:8-jdk-alpine3.9', 'openjdk:8-alpine'],
  ])('%s has the size of %s in an interval', (name, closest) => {
    const { bytes, exact, detail } = find(name)!;
    expect(exact).toBe(false);
    expect(bytes.likely).toBe(find(closest)!.bytes.likely);
    expect(bytes.low).toBeLessThan(bytes.likely);
    expect(bytes.high).toBeGreaterThan(bytes.likely);
    expect(english(detail)).toContain(closest);
  });

  it.each(['acme/app', 'acme/alpine:3', 'node@sha256:0123', 'node:22-windowsservercore', 'nginx:1.27-otel'])('%s is unknown', (name) => {
    expect(find(name)).toBeUndefined();
  });

  it('is in the interval in nine of ten cases, judged by leaving out each tag of the table', () => {
    const results = leftOut();
    expect(results.length).toBeGreaterThan(500);
    expect(results.filter(({ isInside }) => isInside).length / results.length).toBeGreaterThan(0.89);
    expect(quantile(results.map(({ error }) => error), 0.5)).toBeLessThan(0.1); // prettier-ignore
  });
});

describe('the distance of versions', () => {
  it.each<[number[], number[], string]>([
    [[3, 12], [3, 12, 1], 'same'],
    [[3, 12], [3, 11], 'minor'],
    [[3, 12], [3, 9], 'far minor'],
    [[22], [21], 'major'],
    [[22], [18], 'far major'],
    [[], [18], 'unknown'],
    [[18], [], 'unknown'],
  ])('%j and %j: %s', (a, b, distance) => {
    expect(versionDistance(a, b)).toBe(distance);
  });
});
