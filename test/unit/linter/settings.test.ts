import { describe, expect, it } from 'vitest';
import type { AnyRule } from '../../../server/src/linter/rule.ts';
import { optionsOf, readRuleSettings, severityOf } from '../../../server/src/linter/settings.ts';
import { check, ruleOf } from '../../support/rules.ts';

const rule: AnyRule = {
  ...ruleOf('latest-tag'),
  aliases: ['DL3007'],
  severity: 'warning',
  options: { minimum: 2, names: ['a'], strict: false },
};

describe('the severity in force', () => {
  it.each([
    [{}, 'warning'],
    [{ 'latest-tag': {} }, 'warning'],
    [{ 'latest-tag': { severity: 'default' } }, 'warning'],
    [{ 'latest-tag': { severity: 'error' } }, 'error'],
    [{ 'latest-tag': { severity: 'off' } }, 'off'],
    [{ DL3007: { severity: 'hint' } }, 'hint'],
    [{ DL3007: { severity: 'hint' }, 'latest-tag': { severity: 'info' } }, 'info'],
    [{ 'other-rule': { severity: 'off' } }, 'warning'],
  ] as const)('%j: %s', (settings, severity) => {
    expect(severityOf(rule, settings)).toBe(severity);
  });

  it('shows in the findings; a rule that is off finds nothing', () => {
    const severities = (settings: Parameters<typeof severityOf>[1]): readonly string[] =>
      check('FROM node:latest', { rules: [rule], settings }).findings.map(({ severity }) => severity);
    expect(severities({})).toEqual(['warning']);
    expect(severities({ DL3007: { severity: 'error' } })).toEqual(['error']);
    expect(severities({ 'latest-tag': { severity: 'off' } })).toEqual([]);
  });
});

describe('the options in force', () => {
  it.each([
    [undefined, { minimum: 2, names: ['a'], strict: false }],
    [{ minimum: 5 }, { minimum: 5, names: ['a'], strict: false }],
    [
      { names: ['b', 'c'], strict: true },
      { minimum: 2, names: ['b', 'c'], strict: true },
    ],
    [
      { minimum: 'many', names: 'b', strict: null, unknown: 1 },
      { minimum: 2, names: ['a'], strict: false },
    ],
  ])('%j', (options, expected) => {
    expect(optionsOf(rule, options ? { 'latest-tag': { options } } : {})).toEqual(expected);
  });
});

describe("an editor's settings", () => {
  it('are levels by rule and options by rule', () => {
    const section = { rules: { 'latest-tag': 'off', 'unknown-stage': 'default' }, options: { 'latest-tag': { minimum: 5 } } };
    expect(readRuleSettings(section)).toEqual({
      'latest-tag': { severity: 'off', options: { minimum: 5 } },
      'unknown-stage': { severity: 'default', options: {} },
    });
  });

  it.each([undefined, null, 'x', 7, [], { rules: 'x' }, { rules: { a: 'loud', b: 1 } }, { options: [1] }])(
    'are read whatever they are: %j',
    (section) => {
      expect(Object.values(readRuleSettings(section)).every(({ severity }) => severity === undefined)).toBe(true);
    },
  );
});
