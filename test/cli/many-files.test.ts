import { describe, expect, it } from 'vitest';
import { folderOf, layerwise } from '../support/command-line.ts';

/** More files than one thread checks, in folders, with findings of all kinds, a configuration of their own, and files that cannot be read. */
const files = Object.fromEntries(
  Array.from({ length: 130 }, (_, i): readonly [string, string][] => [
    [`d${i}/Dockerfile`, i % 3 === 0 ? 'FROM alpine:3.22\nADD app.conf /etc/\n' : i % 3 === 1 ? 'FORM x\n' : `FROM alpine:3.22\nCOPY missing${i} /\n`],
    [`d${i}/app.conf`, ''],
    ...(i === 4 ? ([['d4/.layerwise.json', '{ "preset": "all", "wrong": 1 }']] as const).map(([name, text]): [string, string] => [name, text]) : []),
    ...(i === 5 ? [[`d5/Dockerfile.zip`, 'PK\u0003\u0004\u0000'] as [string, string]] : []),
  ]).flat(),
); // prettier-ignore
const folders = Array.from({ length: 130 }, (_, i) => `d${i}`);
const halves = [folders.slice(0, 65), folders.slice(65)];

describe('a check of many files, in several threads', () => {
  it.each([
    { format: 'json', locale: 'C' },
    { format: 'sarif', locale: 'C' },
    { format: 'text', locale: 'zh_CN.UTF-8' },
  ])('reports the same as a check of few: $format, $locale', ({ format, locale }) => {
    const folder = folderOf(files);
    const check = (names: readonly string[]): ReturnType<typeof layerwise> =>
      layerwise(folder, ['check', '--format', format, ...names], '', locale);
    const all = check(folders);
    const parts = halves.map(check);
    expect(all.status).toBe(Math.max(...parts.map(({ status }) => status ?? 9)));
    expect(all.err).toBe(parts.map(({ err }) => err).join(''));
    if (format === 'json') {
      const filesIn = (out: string): unknown[] => (JSON.parse(out) as { files: unknown[] }).files;
      expect(filesIn(all.out)).toHaveLength(131);
      expect(filesIn(all.out)).toEqual(parts.flatMap(({ out }) => filesIn(out)));
    } else if (format === 'sarif') {
      const resultsIn = (out: string): readonly object[] => (JSON.parse(out) as { runs: [{ results: object[] }] }).runs[0].results;
      const withoutIndex = (results: readonly object[]): unknown => results.map((result) => ({ ...result, ruleIndex: undefined }));
      expect(withoutIndex(resultsIn(all.out))).toEqual(withoutIndex(parts.flatMap(({ out }) => resultsIn(out))));
    } else expect(all.out).toBe(parts.map(({ out }) => out).join(''));
  });

  it('uses the options of the command line', () => {
    const folder = folderOf(files);
    expect(layerwise(folder, ['check', ...folders, '--rule', 'add-for-local-files=off']).out).not.toContain('add-for-local-files');
    expect(layerwise(folder, ['check', ...folders, '--preset', 'all']).out).toContain('d129/Dockerfile:1:1 hint');
  });

  it('records all of them in a baseline', () => {
    const folder = folderOf(files);
    expect(layerwise(folder, ['check', ...folders.slice(6), '--write-baseline']).err).toMatch(/\d+ findings recorded/);
    expect(layerwise(folder, ['check', ...folders.slice(6)])).toMatchObject({ status: 0, out: '' });
  });
});
