import { describe, expect, test } from 'vitest';
import { isBuildOnly, runtimeLibraries } from '../../../server/src/knowledge/build-packages.ts';
import type { PackageManager } from '../../../server/src/knowledge/build-packages.ts';
import { golangBase } from '../../../server/src/knowledge/golang-bases.ts';
import { npmRequirements, pypiRequirements } from '../../../server/src/knowledge/native-dependencies.ts';
import { packageOfProgram } from '../../../server/src/knowledge/program-packages.ts';

describe('packages that only a build needs', () => {
  test.each([
    ['apt', 'build-essential', true],
    ['apt', 'gcc-12', true],
    ['apt', 'g++-13-multilib', true],
    ['apt', 'python3.11-dev', true],
    ['apt', 'linux-headers-6.1.0-18-amd64', true],
    ['apk', 'build-base', true],
    ['apk', 'linux-headers', true],
    // Packages that programs load, or that users run, are not build packages.
    ['apt', 'libgcc-s1', false],
    ['apt', 'python3.11', false],
    ['apt', 'python3.11-minimal', false],
    ['apt', 'libstdc++6', false],
    ['apt', 'git', false],
    ['apt', 'ffmpeg', false],
    ['apt', 'libpq-dev', false],
    ['apk', 'libgcc', false],
    ['apk', 'libstdc++', false],
  ] as const)('%s %s: %s', (manager: PackageManager, name, expected) => {
    expect(isBuildOnly(manager, name)).toBe(expected);
  });
});

describe('run-time packages of a development package', () => {
  // `apt-cache depends` of the package in the three releases: its dependencies in its own version.
  test.each([
    ['apt', 'libpq-dev', undefined, ['libpq5']],
    ['apt', 'libssl-dev', 'bullseye', ['libssl1.1']],
    ['apt', 'libssl-dev', 'bookworm', ['libssl3']],
    ['apt', 'libssl-dev', 'trixie', ['libssl3t64']],
    // The package depends on the release.
    ['apt', 'libssl-dev', undefined, undefined],
    ['apt', 'libpcre3-dev', 'trixie', undefined],
    ['apt', 'libsomething-dev', 'bookworm', undefined],
    ['apt', 'gcc', undefined, []],
    ['apk', 'postgresql-dev', undefined, ['libpq']],
    // Compiled C++ programs load it, and Alpine's smallest image does not contain it.
    ['apk', 'build-base', undefined, ['libstdc++']],
    ['apk', 'musl-dev', undefined, []],
    ['apk', 'unknown-dev', undefined, undefined],
  ] as const)('%s %s on %s', (manager: PackageManager, name, release, expected) => {
    expect(runtimeLibraries(manager, name, release)).toEqual(expected);
  });
});

test.each([
  ['curl', 'apt', 'curl'],
  ['ps', 'apt', 'procps'],
  ['ps', 'apk', 'base'],
  ['wget', 'apk', 'base'],
  ['sh', 'apt', 'base'],
  ['bash', 'apk', 'bash'],
  ['adduser', 'apt', 'adduser'],
  ['frobnicate', 'apt', undefined],
] as const)('%s by %s comes with %s', (program, manager: PackageManager, expected) => {
  expect(packageOfProgram(program, manager)).toBe(expected);
});

test.each([
  ['psycopg2==2.9', true],
  ['psycopg2 >= 2', true],
  ['Psycopg2', true],
  ['psycopg[binary]', false],
  ['psycopg2-binary', false],
  ['flask', false],
])('%s requires of the system: %s', (requirement, expected) => {
  expect(pypiRequirements(requirement) !== undefined).toBe(expected);
});

test('npm packages that store a browser outside the application folder', () => {
  expect(npmRequirements('puppeteer')?.browser).toBe(true);
  expect(npmRequirements('constructor')).toBeUndefined();
});

// https://github.com/docker-library/golang: the folders of each version
test.each([
  [18, 'bullseye'],
  [19, 'bookworm'],
  [22, 'bookworm'],
  [23, undefined],
  [24, 'trixie'],
  [26, 'trixie'],
])('golang:1.%i is based on %s', (minor, release) => {
  expect(golangBase(minor)?.debian).toBe(release);
});
