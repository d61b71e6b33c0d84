import { describe, expect, it } from 'vitest';
import { lintedDockerfile } from '../../../server/src/linter/linted-text.ts';
import { readSuppressions } from '../../../server/src/linter/suppressions.ts';
import type { AnyRule } from '../../../server/src/linter/rule.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { readContextBlock } from '../../support/context-block.ts';
import { check, everyRule, ruleOf } from '../../support/rules.ts';

/** A rule that reports each word `x`, with aliases from other tools. */
const rule: AnyRule = {
  ...ruleOf('latest-tag'),
  id: 'no-x',
  aliases: ['DL9999', 'UndefinedVar', 'tally/no-x'],
  messages: { x: 'x', here: 'here' },
  on: {
    instruction(instruction, { report }) {
      for (const word of instruction.words) if (word.text === 'x') report({ at: word, message: 'x' });
    },
  },
};

/** The one-based lines with a finding. */
function reportedLines(text: string): readonly number[] {
  const { findings } = check(text, { rules: [rule] });
  return findings.map(({ span }) => text.slice(0, span.start).split('\n').length);
}

describe('the next instruction', () => {
  it.each([
    '# layerwise ignore=no-x',
    '#layerwise ignore = no-x',
    '# layerwise ignore=no-x it is meant',
    '# layerwise ignore=other-rule, no-x because it is meant',
    '# Layerwise IGNORE=NO-X',
    '# layerwise ignore=all',
    '# layerwise ignore=DL9999',
    '# hadolint ignore=DL9999',
    '# hadolint ignore=DL3006, DL9999',
    '# tally ignore=no-x;reason=it is meant',
    '# tally ignore=hadolint/DL9999',
    '# check=skip=UndefinedVar',
    '# check=error=true;skip=Other,UndefinedVar',
    '# check=skip=all',
    '# shellcheck disable=tally/no-x',
    '# shellcheck shell=bash disable=SC2086,no-x',
  ])('%s', (comment) => {
    expect(reportedLines(`FROM a\n${comment}\nUSER x\nUSER x\n`)).toEqual([4]);
  });

  it.each([
    '# ignore=no-x',
    '# layerwise ignore=no-xx',
    '# layerwise ignore=',
    '# layerwise ignore',
    '# layerwise: no-x',
    '# hadolint ignore=DL3006',
    '# hadolint shell=bash',
    '# check=error=true',
    '# see layerwise ignore=no-x',
  ])('not: %s', (comment) => {
    expect(reportedLines(`FROM a\n${comment}\nUSER x\nUSER x\n`)).toEqual([3, 4]);
  });

  it('can follow after other comments and blank lines', () => {
    expect(reportedLines('FROM a\n# layerwise ignore=no-x\n# why\n\nUSER x\nUSER x\n')).toEqual([6]);
  });

  it('is the current instruction for a comment between its lines', () => {
    expect(reportedLines('FROM a\nCOPY x \\\n  # layerwise ignore=no-x\n  x /\nUSER x\n')).toEqual([5]);
  });

  it('includes every line of a continued instruction', () => {
    expect(reportedLines('FROM a\n# layerwise ignore=no-x\nCOPY x \\\n  x /\nUSER x\n')).toEqual([5]);
  });

  it('also applies to findings with a related position in it', () => {
    const related: AnyRule = {
      ...rule,
      on: {
        stage: ({ instructions }, { report }) =>
          report({ at: instructions[1]!, message: 'x', related: [{ at: instructions[2]!, message: 'here' }] }),
      },
    };
    expect(check('FROM a\nUSER x\nUSER y\n', { rules: [related] }).findings).toHaveLength(1);
    expect(check('FROM a\nUSER x\n# layerwise ignore=no-x\nUSER y\n', { rules: [related] }).findings).toHaveLength(0);
  });
});

describe('the file', () => {
  it.each([
    '# layerwise global ignore=no-x',
    '# hadolint global ignore=DL9999',
    '# tally global ignore=no-x;reason=a',
    '# check=skip=UndefinedVar',
    '# check=skip=all;error=true',
  ])('%s', (comment) => {
    expect(reportedLines(`${comment}\nFROM a\nUSER x\nUSER x\n`)).toEqual([]);
  });

  it('accepts comments anywhere, but a check directive only at the top', () => {
    expect(reportedLines('FROM a\nUSER x\n# layerwise global ignore=no-x\n')).toEqual([]);
    expect(reportedLines('FROM a\nUSER x\n# check=skip=UndefinedVar\nUSER x\n')).toEqual([2]);
  });
});

it('skip=all of BuildKit only suppresses checks of BuildKit', () => {
  const text = '# check=skip=all\nFROM a\nUSER x\n';
  const without = { ...rule, aliases: ['DL9999', 'tally/no-x', 'CKV_DOCKER_7', 'PSAvoidUsingCmdletAliases'] };
  expect(check(text, { rules: [without] }).findings).toHaveLength(1);
});

it('a suppression has the span of its ids', () => {
  const text = '# check=error=true;skip=A,B\nFROM a\n#  hadolint ignore=DL1 , DL2 why\nUSER x\n';
  expect(
    readSuppressions(lintedDockerfile(parse(text))).map(({ tool, scope, ids, idsSpan }) => [
      tool,
      scope === 'file' ? scope : scope.keyword,
      ids,
      text.slice(idsSpan.start, idsSpan.end),
    ]),
  ).toEqual([
    ['buildkit', 'file', ['A', 'B'], 'A,B'],
    ['hadolint', 'USER', ['DL1', 'DL2'], 'DL1 , DL2'],
  ]);
});

describe('suppressions without effect', () => {
  const unused = ruleOf('unused-suppression');
  const optional: AnyRule = { ...rule, id: 'no-y', aliases: [] };
  const context = readContextBlock('Dockerfile');
  const idsIn = (text: string, settings = everyRule): readonly string[] =>
    check(text, { rules: [rule, optional, unused], context, settings })
      .findings.filter((finding) => finding.rule === 'unused-suppression')
      .map(({ span }) => text.slice(span.start, span.end));

  it.each<[text: string, ids: readonly string[]]>([
    ['FROM a\n# layerwise ignore=no-x\nUSER x\n', []],
    ['FROM a\n# layerwise ignore=no-x\nUSER y\n', ['no-x']],
    ['FROM a\n# layerwise ignore=no-x,no-y\nUSER x\n', []],
    ['FROM a\n# layerwise ignore=DL9999\nUSER y\nUSER x\n', ['DL9999']],
    ['FROM a\n# layerwise ignore=DL9999,no-x,all\nUSER x\n', []],
    ['FROM a\n# layerwise global ignore=no-x\nUSER x\n', []],
    ['FROM a\nUSER x\n# layerwise global ignore=no-x\nUSER y\n', []],
    ['FROM a\n# layerwise global ignore=all\nUSER y\n', []],
    ['FROM a\n# layerwise ignore=no-z\nUSER x\n', ['no-z']],
    ['FROM a\n# hadolint ignore=DL9999\nUSER y\n', []],
    ['FROM a\n# layerwise global ignore=unused-suppression\n# layerwise ignore=no-x\nUSER y\n', []],
  ])('%j', (text, ids) => {
    expect(idsIn(text)).toEqual(ids);
  });

  it('are not known for a rule that is off', () => {
    expect(idsIn('FROM a\n# layerwise ignore=no-x\nUSER y\n', { ...everyRule, byRule: { 'no-x': { severity: 'off' } } })).toEqual([]);
  });
});

describe('# check=error=true', () => {
  const severity = (text: string, ...aliases: readonly string[]): string | undefined =>
    check(text, { rules: [{ ...rule, aliases }] }).findings[0]?.severity;

  it.each<[directive: string, expected: string]>([
    ['# check=error=true', 'error'],
    ['# check=skip=Other;error=true', 'error'],
    ['# check=error=true;skip=Other', 'error'],
    ['# check=error=false', 'warning'],
    ['# check=skip=Other', 'warning'],
    ['#\n# check=error=true', 'warning'],
  ])('makes errors of BuildKit checks: %j', (directive, expected) => {
    expect(severity(`${directive}\nFROM a\nUSER x\n`, 'UndefinedVar', 'DL9999')).toBe(expected);
  });

  it('does not change other rules', () => {
    expect(severity('# check=error=true\nFROM a\nUSER x\n', 'DL9999')).toBe('warning');
  });
});
