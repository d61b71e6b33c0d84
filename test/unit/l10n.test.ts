import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Text {
  readonly key: string;
  readonly text: string;
  readonly where: string;
}

interface Fault {
  readonly text: string;
  readonly isGap: boolean;
}

const root = join(import.meta.dirname, '../..');
const script: string = join(root, 'scripts/l10n/faults.mjs');
const { faults } = (await import(script)) as {
  faults: (texts: readonly Text[], translations: Readonly<Record<string, string>>, file: string) => readonly Fault[];
};

/** Runs the script on the texts of this repository. Warnings are shown, because they are errors in `npm run package`. */
function l10n(...args: readonly string[]): { readonly stderr: string; readonly status: number | null } {
  return spawnSync(process.execPath, ['scripts/l10n.mjs', ...args], { cwd: root, encoding: 'utf8' });
}

it('no translation is wrong; a missing one is a warning until a release', () => {
  const { stderr, status } = l10n();
  if (stderr !== '') console.warn(stderr);
  expect(stderr.split('\n').filter((line) => line.startsWith('error:'))).toEqual([]);
  expect(status).toBe(0);
  expect(l10n('--strict').status).toBe(stderr === '' ? 0 : 1);
});

describe('a translation is wrong', () => {
  const text = 'Use {tool}, not `apt`';
  it.each([
    ['not if it is correct', { [text]: '请用 {tool}，不要用 `apt`' }, []],
    ['that is missing', {}, ['is not translated']],
    ['that is empty', { [text]: ' ' }, ['is not translated']],
    ['that lost a placeholder', { [text]: '不要用 `apt`' }, ['has lost the placeholder {tool}']],
    ['that added a placeholder', { [text]: '请用 {tool}（{name}），不要用 `apt`' }, ['has added the placeholder {name}']],
    ['that lost code', { [text]: '请用 {tool}，不要用 apt' }, ['has lost the code `apt`']],
    ['that changed code', { [text]: '请用 {tool}，不要用 `apt-get`' }, ['has lost the code `apt`', 'has added the code `apt-get`']],
    ['that is unused', { [text]: '请用 {tool}，不要用 `apt`', gone: '没了' }, ['"gone" is unused']],
  ])('%s', (_, translations, expected) => {
    const found = faults([{ key: text, text, where: 'a.ts' }], translations as Record<string, string>, 'zh.json');
    expect(found.map((fault) => fault.text)).toEqual(expected.map((fault) => expect.stringContaining(fault) as string));
    const gaps = found.filter((fault) => fault.isGap);
    expect(gaps).toHaveLength(expected.filter((fault) => /is not translated|is unused/.test(fault)).length);
  });
});
