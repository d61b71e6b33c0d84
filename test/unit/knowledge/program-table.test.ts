import { expect, it } from 'vitest';
import { alpineClosure, alpinePackagesOf, isAlpinePackage } from '../../../server/src/knowledge/alpine-programs.ts';
import { programTable } from '../../../server/src/knowledge/program-table.ts';
import { assets } from '../../support/assets.ts';

const table = programTable(assets);
const packagesOf = (program: string) => (table.state === 'known' ? table.value.packagesOf(program) : undefined);

it.each([
  ['curl', 'curl'],
  ['ps', 'procps'],
  ['ping', 'iputils-ping'],
  ['nc', 'netcat-openbsd'],
  ['cc', 'gcc'],
  ['c++', 'g++'],
  ['python3', 'python3'],
  ['python', 'python-is-python3'],
  ['pip', 'python3-pip'],
  ['convert', 'imagemagick'],
  ['locale-gen', 'locales'],
  ['xz', 'xz-utils'],
  ['psql', 'postgresql-client'],
])('Debian: %s is in %s', (program, name) => {
  expect(packagesOf(program)?.[0]).toBe(name);
});

it('links of update-alternatives have all their packages', () => {
  expect(packagesOf('vim')).toEqual(expect.arrayContaining(['vim', 'vim-tiny', 'vim-nox', 'neovim']));
  expect(packagesOf('nc')).toEqual(expect.arrayContaining(['netcat-traditional', 'ncat']));
  expect(packagesOf('java')).toEqual(expect.arrayContaining(['openjdk-11-jre-headless', 'openjdk-17-jre-headless', 'openjdk-21-jre-headless'])); // prettier-ignore
});

it('programs of other distributions have no package, and other names no row', () => {
  expect(packagesOf('apk')).toEqual([]);
  expect(packagesOf('my-program')).toBeUndefined();
});

it('Alpine: packages by program, and what they install', () => {
  expect(alpinePackagesOf('bash')).toEqual(['bash']);
  expect(alpinePackagesOf('wget')).toBeUndefined();
  expect(alpinePackagesOf('apt-get')).toEqual([]);
  expect(isAlpinePackage('openssh-client-default', alpinePackagesOf('ssh')!)).toBe(true);
  expect(isAlpinePackage('bashful', ['bash'])).toBe(false);
  expect(alpineClosure('build-base')).toEqual(expect.arrayContaining(['build-base', 'make', 'gcc']));
  expect(alpineClosure('some-package')).toBeUndefined();
});
