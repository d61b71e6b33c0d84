import { describe, expect, it } from 'vitest';
import { baselineEntries, baselineText, readBaseline, splitByBaseline } from '../../../server/src/linter/baseline.ts';
import type { Finding } from '../../../server/src/linter/rule.ts';
import { check } from '../../support/rules.ts';

const findingsOf = (text: string): readonly Finding[] => check(text).findings;
const old = 'FROM node\nRUN cd /a\nRUN cd /a\n';

/** The rules of new findings in a text, against the baseline of another. */
function freshIn(text: string, before = old): readonly string[] {
  return splitByBaseline(text, findingsOf(text), baselineEntries(before, findingsOf(before))).fresh.map(({ rule }) => rule);
}

describe('what a baseline records', () => {
  it.each<[name: string, text: string, fresh: readonly string[]]>([
    ['the same text', old, []],
    ['lines moved down', `# a comment\n\n${old}`, []],
    ['another indentation', old.replace('RUN', '  RUN'), []],
    ['findings that were fixed', 'FROM node:22\n', []],
    ['one more of the same', `${old}RUN cd /a\n`, ['run-cd']],
    ['the same on another line text', old.replace('RUN cd /a\n', 'RUN cd /b\n'), ['run-cd']],
    ['another rule', `${old}WORKDIR ["/app"]\n`, ['json-array-as-text']],
  ])('%s', (_, text, fresh) => {
    expect(freshIn(text)).toEqual(fresh);
  });

  it('is what splits the findings, in order', () => {
    const findings = findingsOf(old);
    const { recorded, fresh } = splitByBaseline(old, findings, baselineEntries(old, findings));
    expect(fresh).toEqual([]);
    expect(recorded).toEqual(findings);
    expect(findings.map(({ rule }) => rule)).toContain('run-cd');
  });
});

describe('the file', () => {
  const entries = baselineEntries(old, findingsOf(old));

  it('is read as it was written, sorted by path and without empty files', () => {
    const text = baselineText(
      new Map([
        ['b/Dockerfile', entries],
        ['c/Dockerfile', []],
        ['Dockerfile', entries],
      ]),
    );
    expect([...readBaseline(text)!]).toEqual([
      ['Dockerfile', entries],
      ['b/Dockerfile', entries],
    ]);
  });

  it.each(['', '{', '[]', '{ "files": 3 }'])('is not one: %j', (text) => {
    expect(readBaseline(text)).toBeUndefined();
  });

  it('entries that make no sense are left out', () => {
    const text = JSON.stringify({
      files: { Dockerfile: [{ rule: 'a' }, 3, { rule: 'a', line: 'b', count: 0 }, { rule: 'a', line: 'b', count: 1 }] },
    });
    expect(readBaseline(text)!.get('Dockerfile')).toEqual([{ rule: 'a', line: 'b', count: 1 }]);
  });
});
