import { message } from '../../../server/src/base/message.ts';
import { describe, expect, it } from 'vitest';
import { packageClosure } from '../../../server/src/facts/system-packages/closure.ts';
import { estimateAptLayer } from '../../../server/src/sizes/apt/layer.ts';
import { aptTable } from '../../../server/src/facts/apt/releases.ts';
import { assets } from '../../support/assets.ts';
import { readPackageTable } from '../../../server/src/facts/system-packages/table.ts';
import type { PackageTable } from '../../../server/src/facts/system-packages/table.ts';

/**
 * Layers of `apt-get install` on Debian 12, measured with a Docker Engine (26.1, overlay2): base image, packages, with recommendations or
 * without, how many packages came, and the layer's megabytes without /var/lib/apt/lists and /var/cache/apt.
 */
const measured: readonly (readonly [base: 'full' | 'slim', names: string, recommends: boolean, count: number, megabytes: number])[] = [
  ['full', 'jq unzip zip', false, 5, 3.05],
  ['full', 'curl', false, 16, 12.71],
  ['full', 'wget ca-certificates', false, 5, 14.2],
  ['full', 'wget ca-certificates', true, 6, 14.54],
  ['full', 'redis-server', false, 6, 14.17],
  ['full', 'nginx', false, 17, 17.05],
  ['full', 'curl', true, 22, 17.21],
  ['full', 'nginx', true, 20, 17.46],
  ['full', 'gnupg2 apt-transport-https', false, 23, 20.56],
  ['full', 'locales tzdata', false, 2, 22.05],
  ['full', 'supervisor cron', false, 27, 51.93],
  ['full', 'python3 python3-pip', false, 30, 72.71],
  ['full', 'ruby-full', false, 25, 55.7],
  ['full', 'postgresql-client', false, 22, 67.75],
  ['full', 'openssh-server sudo vim', false, 29, 68.65],
  ['full', 'php-cli php-mysql php-xml php-mbstring', false, 27, 76.2],
  ['full', 'imagemagick', false, 43, 96.94],
  ['full', 'python3-dev libffi-dev libssl-dev', false, 43, 119.01],
  ['full', 'git', false, 24, 107.87],
  ['full', 'apache2', false, 38, 111.63],
  ['full', 'git', true, 46, 123.27],
  ['full', 'libpq-dev gcc', false, 37, 203.28],
  ['full', 'openjdk-17-jre-headless', false, 34, 230.4],
  ['full', 'build-essential', false, 56, 320.34],
  ['full', 'build-essential', true, 125, 397.14],
  ['full', 'cmake g++ git', false, 74, 447.68],
  ['full', 'python3 python3-pip', true, 152, 494.93],
  ['slim', 'jq unzip zip', false, 5, 2.76],
  ['slim', 'curl', false, 16, 12.03],
  ['slim', 'wget ca-certificates', false, 5, 9.81],
  ['slim', 'wget ca-certificates', true, 6, 10.14],
  ['slim', 'redis-server', false, 6, 13.81],
  ['slim', 'nginx', false, 17, 15.29],
  ['slim', 'curl', true, 22, 15.15],
  ['slim', 'nginx', true, 20, 15.44],
  ['slim', 'gnupg2 apt-transport-https', false, 23, 10.45],
  ['slim', 'locales tzdata', false, 2, 17.69],
  ['slim', 'supervisor cron', false, 27, 50.37],
  ['slim', 'python3 python3-pip', false, 30, 69.87],
  ['slim', 'ruby-full', false, 25, 50.91],
  ['slim', 'postgresql-client', false, 22, 62.18],
  ['slim', 'openssh-server sudo vim', false, 29, 62.7],
  ['slim', 'php-cli php-mysql php-xml php-mbstring', false, 27, 74.83],
  ['slim', 'imagemagick', false, 43, 93.61],
  ['slim', 'python3-dev libffi-dev libssl-dev', false, 43, 113.61],
  ['slim', 'git', false, 24, 91.92],
  ['slim', 'apache2', false, 38, 108.78],
  ['slim', 'git', true, 46, 104.93],
  ['slim', 'default-mysql-client', false, 16, 134.95],
  ['slim', 'libpq-dev gcc', false, 37, 185.86],
  ['slim', 'openjdk-17-jre-headless', false, 34, 225.23],
  ['slim', 'nodejs npm', false, 387, 226.01],
  ['slim', 'build-essential', false, 56, 296.78],
  ['slim', 'build-essential', true, 125, 358.4],
  ['slim', 'cmake g++ git', false, 74, 411.15],
  ['slim', 'python3 python3-pip', true, 152, 451.75],
];

const bookworm = tableOf('bookworm');

describe('measured layers', () => {
  const results = measured.map(([base, names, recommends, count, megabytes]) => {
    const closure = packageClosure(bookworm, names.split(' '), { recommends });
    const { bytes } = estimateAptLayer(bookworm, closure, { slim: base === 'slim', installedBefore: 0 });
    return { line: `${base}: ${names}${recommends ? ' (recommended too)' : ''}`, closure, count, bytes, actual: megabytes * 1e6 };
  });

  it.each(results)('$line: as many packages as apt installs', ({ closure, count }) => {
    expect(closure.unknown).toEqual([]);
    expect(closure.packages).toHaveLength(count);
  });

  it.each(results)('$line: the interval contains the layer', ({ bytes, actual }) => {
    expect(bytes.low).toBeLessThanOrEqual(actual);
    expect(bytes.high).toBeGreaterThanOrEqual(actual);
  });

  it.each(['full', 'slim'])(
    'on %s images the estimate is off by 0.2 % in the middle, and by less than 2 % on nine lines of ten',
    (base) => {
      const errors = results.filter(({ line }) => line.startsWith(base)).map(({ bytes, actual }) => Math.abs(bytes.likely / actual - 1)).toSorted((a, b) => a - b); // prettier-ignore
      expect(errors[errors.length >> 1]).toBeLessThan(0.002);
      expect(errors[Math.floor(errors.length * 0.9)]).toBeLessThan(0.02);
      expect(errors.at(-1)).toBeLessThan(0.05);
    },
  );

  it('adds package lists of the size that apt-get update downloads', () => {
    expect(bookworm.listsBytes).toBe(19_853_620);
  });
});

// A table in the format of readPackageTable: sorted by name, numbers are base 36 (s = 28, 1c = 48 KiB).
const small = readPackageTable(
  [
    'release small',
    'lists 1000',
    '',
    'app s,0\t4 6|5\t3', //  0 depends on lib and on mta or lib-x, recommends extra
    'base *', //              1
    'data 1c,c~!', //         2
    'extra s,0\t2', //        3
    'lib 1c,0\t1', //         4
    'lib-x s,0', //           5
    'mta =7 8', //            6 virtual
    'mta-a s,0\t\t\t8', //    7 provided by mta-b too
    'mta-b s,0', //           8
  ].join('\n'),
);

describe('the closure of an install', () => {
  it.each([
    ['dependencies, the preferred provider', ['app'], false, [], 'app lib mta-a'],
    ['recommendations and what these need', ['app'], true, [], 'app lib mta-a extra data'],
    ['not what is there', ['app'], true, ['lib', 'extra'], 'app mta-a'],
    ['not what another alternative satisfies', ['app'], false, ['lib-x'], 'app lib'],
    ['not what another provider satisfies', ['app'], false, ['mta-b'], 'app lib'],
    ['nothing for packages of the base', ['base'], true, [], ''],
    ['a provider for a virtual name', ['mta'], true, [], 'mta-a'],
    ['none for one that is provided', ['mta'], true, ['mta-b'], ''],
    ['a package that is asked for, though another provides it', ['mta-a'], true, ['mta-b'], 'mta-a'],
  ])('installs %s', (_, names, recommends, installed, expected) => {
    const closure = packageClosure(small, names, { recommends, installed });
    expect(closure.packages.map(({ name }) => name).join(' ')).toBe(expected);
    expect([...closure.installed].toSorted()).toEqual([...new Set([...installed, ...expected.split(' ').filter(Boolean)])].toSorted());
  });

  it('returns names that are not in the table', () => {
    expect(packageClosure(small, ['lib', 'no-such'], { recommends: true })).toMatchObject({
      unknown: ['no-such'],
      packages: [{ name: 'lib' }],
    });
  });
});

describe('the layer of an install', () => {
  const layer = (names: readonly string[], slim: boolean | undefined) =>
    estimateAptLayer(small, packageClosure(small, names, { recommends: false }), { slim, installedBefore: 9 });

  it('consists of the packages and the databases: debconf, and 2.4 kB for each installed package', () => {
    expect(layer(['lib', 'app'], false).parts).toEqual([
      { name: 'lib', bytes: 48 * 1024 },
      { name: 'app', bytes: 28 * 1024 },
      { name: 'mta-a', bytes: 28 * 1024 },
      { name: message('dpkg and debconf databases'), bytes: 760_000 + 10 * 2400 },
    ]);
  });

  it('has no documentation on slim images', () => {
    // data: 48 KiB, 12 of them documentation; templates make debconf copy its second file.
    const records = 760_000 + 800_000 + 10 * 2400;
    expect(layer(['data'], false).bytes.likely).toBe(48 * 1024 + records);
    expect(layer(['data'], true).bytes.likely).toBe(36 * 1024 + records);
    expect(layer(['data'], undefined).bytes.low).toBe(layer(['data'], true).bytes.low);
    expect(layer(['data'], undefined).bytes.high).toBe(layer(['data'], false).bytes.high);
  });

  it('is empty if nothing is installed', () => {
    expect(layer(['base'], false)).toEqual({ bytes: { low: 0, likely: 0, high: 0 }, parts: [] });
  });
});

describe('releases', () => {
  it.each([
    ['bullseye', 96],
    ['bookworm', 88],
    ['trixie', 78],
  ])('%s has the %i packages that debootstrap installs', (release, count) => {
    expect(tableOf(release).baseCount).toBe(count);
  });

  it.each(['jammy', 'buster', '', undefined, 'constructor'])('%s has no table', (release) => {
    expect(aptTable(assets, release)).toBeUndefined();
  });

  it.each(['bullseye', 'bookworm', 'trixie'])('every number in the table of %s is a package', (release) => {
    const table = tableOf(release);
    for (let i = 0; i < table.size; i++) {
      const { depends, recommends, providers, bytes, docs } = table.at(i);
      for (const number of [...depends.flat(), ...recommends.flat(), ...providers]) expect(number < table.size).toBe(true);
      expect(bytes >= 0 && docs >= 0 && docs <= 1).toBe(true);
    }
  });
});

function tableOf(release: string): PackageTable {
  const table = aptTable(assets, release);
  if (table?.state !== 'known') throw new Error(`there is no table of ${release}`);
  return table.value;
}
