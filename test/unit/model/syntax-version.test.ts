import { describe, expect, it } from 'vitest';
import { compareVersions, isAvailable, readSyntax } from '../../../server/src/model/syntax-version.ts';

describe('readSyntax', () => {
  it.each([
    ['docker/dockerfile:1', { version: undefined, labs: false }],
    ['docker/dockerfile:1.7', { version: '1.7', labs: false }],
    ['docker/dockerfile:1.7.1', { version: '1.7', labs: false }],
    ['docker/dockerfile:1-labs', { version: undefined, labs: true }],
    ['docker/dockerfile:labs', { version: undefined, labs: true }],
    ['docker/dockerfile:1.0-experimental', { version: '1.0', labs: true }],
    ['docker.io/docker/dockerfile:1.14.0-labs', { version: '1.14', labs: true }],
    ['docker/dockerfile-upstream:master', { version: undefined, labs: false }],
    ['docker/dockerfile:1.4@sha256:443aab4ca21183e069e7d8b2dc68006594f40bddf1b15bbd83f5137bd93e80e2', { version: '1.4', labs: false }],
    ['docker/dockerfile', { version: undefined, labs: false }],
    ['mirror.example.com:5000/hub/docker/dockerfile:1.7', { version: '1.7', labs: false }],
    ['  docker/dockerfile:1.7  ', { version: '1.7', labs: false }],
    ['/docker/dockerfile:1.7', { version: '1.7', labs: false }],
    ['docker/dockerfile:1.7-rc1', { version: '1.7', labs: false }],
    ['docker/dockerfile:1.7x', { version: undefined, labs: false }],
    ['docker/dockerfile@sha256:443aab4ca21183e069e7d8b2dc68006594f40bddf1b15bbd83f5137bd93e80e2', { version: undefined, labs: false }],
    ['docker/dockerfile:collabs', { version: undefined, labs: false }],
    ['docker/dockerfiles:1', undefined],
    ['docker/dockerfile/x:1', undefined],
    ['my docker/dockerfile:1', undefined],
    ['example/frontend:1', undefined],
    ['example/mydocker/dockerfile:1', undefined],
  ])('%s', (value, expected) => {
    expect(readSyntax(value)).toEqual(expected);
  });
});

describe('isAvailable', () => {
  const parents = { stable: '1.20', labs: '1.7' };
  it.each([
    ['docker/dockerfile:1', parents, true],
    ['docker/dockerfile:1.19', parents, false],
    ['docker/dockerfile:1.20', parents, true],
    ['docker/dockerfile:1.7-labs', parents, true],
    ['docker/dockerfile:1.6-labs', parents, false],
    ['docker/dockerfile:1.2', {}, true],
    ['example/frontend', parents, undefined],
  ])('%s supports features since %j: %s', (value, since, expected) => {
    expect(isAvailable(since, readSyntax(value))).toBe(expected);
  });

  it('compares numbers, not characters', () => {
    expect(compareVersions('1.9', '1.10')).toBeLessThan(0);
    expect(compareVersions('1.4', '1.4')).toBe(0);
  });
});
