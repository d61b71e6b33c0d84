import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { assetPaths } from '../../../server/src/knowledge/assets.ts';
import { dataFolder } from '../../support/assets.ts';

const scripts = path.resolve(import.meta.dirname, '../../../scripts/apt');

/** Size limits in bytes of one file and of all files, because every user of the extension downloads them. */
const mostBytes = { file: 250_000, total: 1_600_000 };

it('data/ contains exactly the listed files', () => {
  const files = readdirSync(dataFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => path.relative(dataFolder, path.join(parentPath, name)).split(path.sep).join('/'));
  expect(paths.toSorted()).toEqual([...assetPaths].toSorted());
});

it('the files are small enough', () => {
  const sizes = assetPaths.map((name) => statSync(path.join(dataFolder, name)).size);
  expect(Math.max(...sizes)).toBeLessThan(mostBytes.file);
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(mostBytes.total);
});

const headOf = (name: string): ReadonlyMap<string, string> =>
  new Map(readFileSync(path.join(dataFolder, name), 'utf8').split('\n\n', 1)[0]!.split('\n').map((line) => line.split(' ', 2) as [string, string])); // prettier-ignore

describe.each(assetPaths.filter((name) => name.startsWith('package-names/')))('%s', (name) => {
  it('has its release, its date and its number of names', () => {
    const head = headOf(name);
    expect(`package-names/${head.get('release')}.txt`).toBe(name);
    expect(head.get('date')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Number(head.get('names'))).toBeGreaterThan(50_000);
  });
});

it('the table of programs was generated from the current vocabulary; otherwise run scripts/generate-program-table.mjs', () => {
  const vocabulary = readFileSync(path.join(scripts, 'programs.txt'), 'utf8').replaceAll('\r\n', '\n');
  expect(headOf('programs.txt').get('inputs')).toBe(createHash('sha256').update(vocabulary).digest('hex').slice(0, 16));
});

describe.each(assetPaths.filter((name) => name.startsWith('apt/')))('%s', (name) => {
  const head = headOf(name);

  it('has its release, its date, and the size of the package lists', () => {
    expect(`apt/${head.get('release')}.txt`).toBe(name);
    expect(head.get('date')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Number(head.get('lists'))).toBeGreaterThan(1e7);
  });

  it('was generated from the current seeds and measurements; otherwise run scripts/generate-apt-table.mjs', () => {
    const hash = createHash('sha256');
    for (const input of ['seeds.txt', 'measured.tsv'])
      hash.update(readFileSync(path.join(scripts, input), 'utf8').replaceAll('\r\n', '\n'));
    expect(head.get('inputs')).toBe(hash.digest('hex').slice(0, 16));
  });
});

describe.each(assetPaths.filter((name) => name.startsWith('apk/')))('%s', (name) => {
  it('has its release and its date, and was generated from the current seeds; otherwise run scripts/generate-apk-table.mjs', () => {
    const head = headOf(name);
    expect(`apk/${head.get('release')}.txt`).toBe(name);
    expect(head.get('date')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(Number(head.get('lists'))).toBeGreaterThan(1e6);
    const hash = createHash('sha256');
    for (const input of ['seeds.txt', 'measured.tsv'])
      hash.update(readFileSync(path.resolve(scripts, '../apk', input), 'utf8').replaceAll('\r\n', '\n'));
    expect(head.get('inputs')).toBe(hash.digest('hex').slice(0, 16));
  });
});

it('the table of Python packages was generated from the current measurements; otherwise run scripts/generate-python-table.mjs', () => {
  const measured = readFileSync(path.resolve(scripts, '../python/packages.tsv'), 'utf8').replaceAll('\r\n', '\n');
  const head = headOf('python/packages.txt');
  expect(head.get('inputs')).toBe(createHash('sha256').update(measured).digest('hex').slice(0, 16));
  expect(head.get('date')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

it('the table of JavaScript packages was generated from the current measurements; otherwise run scripts/generate-node-table.mjs', () => {
  const text = (name: string): string => readFileSync(path.resolve(scripts, '../node', name), 'utf8').replaceAll('\r\n', '\n');
  const head = headOf('node/packages.txt');
  expect(head.get('inputs')).toBe(createHash('sha256').update(text('packages.tsv')).update(text('rare.txt').trim()).digest('hex').slice(0, 16)); // prettier-ignore
  expect(head.get('date')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

it('the table of Go modules was generated from what was measured; otherwise run scripts/generate-go-table.mjs', () => {
  const measured = readFileSync(path.resolve(scripts, '../go/modules.tsv'), 'utf8').replaceAll('\r\n', '\n');
  const head = headOf('go/modules.txt');
  expect(head.get('inputs')).toBe(createHash('sha256').update(measured).digest('hex').slice(0, 16));
  expect(head.get('date')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});
