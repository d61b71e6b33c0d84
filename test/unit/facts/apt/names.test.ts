import { describe, expect, it } from 'vitest';
import { bitsOfName, bloomText, packageNames } from '../../../../server/src/facts/apt/names.ts';
import type { PackageNames } from '../../../../server/src/facts/apt/names.ts';
import { aptReleases, aptTable } from '../../../../server/src/facts/apt/releases.ts';
import { replacedNames, replacementsOf } from '../../../../server/src/knowledge/renamed-packages.ts';
import { assets } from '../../../support/assets.ts';

function namesOf(release: string): PackageNames {
  const names = packageNames(assets, release);
  if (names?.state !== 'known') throw new Error(`no names for ${release}`);
  return names.value;
}

describe.each(aptReleases)('the package names of %s', (release) => {
  const names = namesOf(release);

  it('contain every package and virtual package of the table with sizes', () => {
    const table = aptTable(assets, release);
    const listed = table?.state === 'known' ? table.value.names : [];
    expect(listed.length).toBeGreaterThan(4000);
    expect(listed.filter((name) => names.lacks(name))).toEqual([]);
  });

  it('do not contain other names, except about one of a hundred', () => {
    const invented = Array.from({ length: 5000 }, (_, i) => `no-such-package-${(i * 7919).toString(36)}`);
    const taken = invented.filter((name) => !names.lacks(name)).length;
    expect(taken).toBeLessThan(100);
  });

  it('say nothing about kernels and the libraries of Rust and Haskell', () => {
    for (const name of ['linux-image-6.1.0-99-amd64', 'librust-nothing-dev', 'libghc-nothing-dev']) expect(names.lacks(name)).toBe(false);
  });
});

it.each([
  ['bookworm', 'curl', false],
  ['bookworm', 'python3.11', false],
  ['bookworm', 'libssl1.1', true],
  ['bullseye', 'libssl1.1', false],
  ['trixie', 'libssl3t64', false],
  ['bookworm', 'libssl3t64', true],
  ['bookworm', 'python-pip', true],
  ['bookworm', 'openjdk-8-jdk', true],
  ['bookworm', 'openjdk-17-jdk', false],
  ['trixie', 'openjdk-17-jdk', true],
  ['bookworm', 'docker.io', false],
  ['bookworm', 'docker-ce', true],
  ['bookworm', 'mail-transport-agent', false],
])('%s, %s: lacks it %s', (release, name, lacks) => {
  expect(namesOf(release).lacks(name)).toBe(lacks);
});

it('a table says which names it has', () => {
  const shape = { size: 400, salt: 3 };
  const text = bloomText(new Set(['curl', 'git', 'g++'].flatMap((name) => bitsOfName(name, shape))), shape.size);
  const asset = { text: `date 2026-01-01\nbits ${shape.size}\nsalt ${shape.salt}\n\n${text}\n` };
  const names = packageNames({ get: () => ({ state: 'known', value: asset }) }, 'bookworm');
  const lacking = ['curl', 'git', 'g++', 'wget', 'jq'].filter((name) => names?.state === 'known' && names.value.lacks(name));
  expect(lacking).toEqual(['wget', 'jq']);
});

it('other releases have no table', () => {
  expect(packageNames(assets, 'sid')).toBeUndefined();
  expect(packageNames(assets, undefined)).toBeUndefined();
});

describe('replacements', () => {
  it.each([
    ['libssl1.0.0', ['libssl3', 'libssl1.1']],
    ['openjdk-21-jre-headless', ['default-jre-headless']],
    ['python-flask', ['python3-flask']],
    ['php7.4-curl', ['php-curl']],
    ['postgresql-client-13', ['postgresql-client']],
    ['g++-9', ['g++']],
    ['curl', []],
  ])('%s: %j', (name, expected) => {
    expect(replacementsOf(name)).toEqual(expected);
  });

  it('every listed name has one that exists in a release, and is missing in one', () => {
    for (const name of replacedNames) {
      expect([name, aptReleases.some((release) => replacementsOf(name).some((other) => !namesOf(release).lacks(other)))]).toEqual([name, true]); // prettier-ignore
    }
  });
});
