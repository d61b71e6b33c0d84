import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { folderOf, layerwise } from '../support/command-line.ts';
import { readFixture } from '../support/fixture.ts';
import { readRuleFile } from '../support/rule-files.ts';
import { isAboutIgnoreFiles } from '../support/rules.ts';
import { sarifProblems } from '../support/sarif.ts';

/** The first cases of each rule, as files of one folder. */
function casesOfRules(): Readonly<Record<string, string>> {
  const rules = allRules.filter((rule) => !isAboutIgnoreFiles(rule));
  return Object.fromEntries(
    rules.flatMap((rule) =>
      readFixture(readRuleFile(rule, 'cases.txt'))
        .slice(0, 3)
        .map(({ text }, i): [string, string] => [`${rule.id} ${i}/Dockerfile`, text]),
    ),
  );
}

describe('SARIF output has the members and types of the schema', () => {
  it('for findings of all rules', () => {
    const { out } = layerwise(folderOf(casesOfRules()), ['check', '.', '--format', 'sarif']);
    const log = JSON.parse(out) as { runs: { results: { ruleId: string; fixes?: unknown[]; relatedLocations?: unknown[] }[] }[] };
    expect(sarifProblems(log).slice(0, 10)).toEqual([]);
    const results = log.runs.flatMap((run) => run.results);
    expect(new Set(results.map(({ ruleId }) => ruleId)).size).toBeGreaterThan(40);
    expect(results.some(({ fixes }) => fixes)).toBe(true);
  });

  it.each<[what: string, files: Readonly<Record<string, string>>, args: readonly string[]]>([
    ['without a Dockerfile', {}, ['.']],
    ['without findings', { Dockerfile: 'FROM alpine:3.22\nUSER nobody\n' }, ['.']],
    ['with a file that does not exist', { Dockerfile: 'FROM alpine\n' }, ['Dockerfile', 'a b/größe']],
    ['with names that are not URIs', { 'a b/#?[%]/Dockerfile': 'FROM alpine\n' }, ['.']],
    ['in an empty file', { Dockerfile: '' }, ['.']],
    ['with characters of two code units', { Dockerfile: 'FROM alpine AS 😀😀\nADD 😀 /\n' }, ['.']],
  ])('%s', (_, files, args) => {
    const { out } = layerwise(folderOf(files), ['check', ...args, '--format', 'sarif']);
    expect(sarifProblems(JSON.parse(out))).toEqual([]);
  });

  it('in the language of the user, and by absolute path', () => {
    const folder = folderOf({ 'a b/Dockerfile': 'FROM alpine\n' });
    const { out } = layerwise('/', ['check', fs.realpathSync(folder), path.join(folder, 'none'), '--format', 'sarif'], '', 'zh_CN.UTF-8');
    expect(sarifProblems(JSON.parse(out))).toEqual([]);
  });
});

it.each<[what: string, log: unknown]>([
  ['a missing member', { runs: [] }],
  ['an unknown member', { version: '2.1.0', runs: [], more: 1 }],
  ['a wrong type', { version: '2.1.0', runs: [{ tool: { driver: { name: '' } } }] }],
  ['an empty list of replacements', { version: '2.1.0', runs: [{ tool: { driver: { name: 'a', rules: [] } }, results: [{ message: { text: 'a' }, fixes: [{ artifactChanges: [] }] }] }] }],
  ['another rule', { version: '2.1.0', runs: [{ tool: { driver: { name: 'a', rules: [{ id: 'a' }] } }, results: [{ message: { text: 'a' }, ruleId: 'b', ruleIndex: 0 }] }] }],
])('the check finds %s', (_, log) => {
  expect(sarifProblems(log)).toHaveLength(1);
}); // prettier-ignore
