import { describe, expect, it } from 'vitest';
import { english } from '../../../server/src/base/message.ts';
import type { AnyRule } from '../../../server/src/linter/rule.ts';
import { effectiveSetting, readRuleSettings } from '../../../server/src/linter/settings.ts';
import { check, ruleOf } from '../../support/rules.ts';

const rule: AnyRule = {
  ...ruleOf('latest-tag'),
  aliases: ['DL3007', 'DS-0001'],
  severity: 'warning',
  options: { minimum: 2, names: ['a'], strict: false, prefix: '' },
};
const other: AnyRule = { ...ruleOf('image-without-tag'), aliases: ['DL3006', 'DS-0001'], severity: 'info' };
const rules = [rule, other];

/** The severities of both rules with this value of `layerwise.rules`. */
function severities(value: unknown): string {
  const { settings } = readRuleSettings(value, rules);
  return rules.map((each) => effectiveSetting(each, settings).severity).join(' ');
}

const optionsWith = (value: unknown): object => effectiveSetting(rule, readRuleSettings(value, rules).settings).options;
const problemsOf = (value: unknown): readonly string[] => readRuleSettings(value, rules).problems.map(english);
const levels = '"off", "hint", "info", "warning", "error"';

describe('effective severity', () => {
  it.each([
    [{}, 'warning info'],
    [undefined, 'warning info'],
    [null, 'warning info'],
    [{ 'latest-tag': 'error' }, 'error info'],
    [{ 'latest-tag': 'off' }, 'off info'],
    [{ 'latest-tag': ['hint'] }, 'hint info'],
    [{ 'latest-tag': ['hint', {}] }, 'hint info'],
    [{ 'LATEST-TAG': 'hint' }, 'hint info'],
    [{ DL3007: 'hint' }, 'hint info'],
    [{ dl3007: 'hint' }, 'hint info'],
    [{ 'DS-0001': 'error' }, 'error error'],
    [{ 'latest-tag': 'info', DL3007: 'hint' }, 'info info'],
    [{ DL3007: 'hint', 'latest-tag': 'info' }, 'info info'],
    [{ 'DS-0001': 'off', 'image-without-tag': 'error' }, 'off error'],
  ])('%j: %s', (value, expected) => {
    expect(severities(value)).toBe(expected);
    expect(problemsOf(value)).toEqual([]);
  });

  it('applies to the findings; a rule that is off reports nothing', () => {
    const found = (value: unknown): readonly string[] =>
      check('FROM node:latest', { rules: [rule], settings: readRuleSettings(value, rules).settings }).findings.map(
        ({ severity }) => severity,
      );
    expect(found({})).toEqual(['warning']);
    expect(found({ DL3007: 'error' })).toEqual(['error']);
    expect(found({ 'latest-tag': 'off' })).toEqual([]);
  });
});

describe('effective options', () => {
  const defaults = { minimum: 2, names: ['a'], strict: false, prefix: '' };
  it.each([
    [{}, defaults],
    [{ 'latest-tag': 'error' }, defaults],
    [{ 'latest-tag': ['error', { minimum: 5 }] }, { ...defaults, minimum: 5 }],
    [{ DL3007: ['error', { strict: true, prefix: 'x' }] }, { ...defaults, strict: true, prefix: 'x' }],
    [{ 'latest-tag': ['error', { names: [] }] }, { ...defaults, names: [] }],
    [{ 'latest-tag': ['error', { names: ['b', 'c'] }] }, { ...defaults, names: ['b', 'c'] }],
  ])('%j', (value, expected) => {
    expect(optionsWith(value)).toEqual(expected);
    expect(problemsOf(value)).toEqual([]);
  });
});

describe('invalid values are ignored and reported', () => {
  it.each([
    [{ 'no-such': 'off' }, ['There is no rule "no-such".']],
    [{ 'latest-tags': 'off' }, ['There is no rule "latest-tags". Did you mean "latest-tag"?']],
    [{ DL9999: 'off' }, ['There is no rule "DL9999".']],
    [{ __proto__: 'off', constructor: 'off' }, ['There is no rule "constructor".']],
    [{ 'latest-tag': 'loud' }, [`"latest-tag" must be one of ${levels}, or [level, { options }], not "loud".`]],
    [{ 'latest-tag': 'default' }, [`"latest-tag" must be one of ${levels}, or [level, { options }], not "default".`]],
    [{ 'latest-tag': true }, [`"latest-tag" must be one of ${levels}, or [level, { options }], not true.`]],
    [{ 'latest-tag': null }, [`"latest-tag" must be one of ${levels}, or [level, { options }], not null.`]],
    [{ 'latest-tag': [] }, [`"latest-tag" must be one of ${levels}, or [level, { options }], not [].`]],
    [{ 'latest-tag': [{ minimum: 1 }] }, [`"latest-tag" must be one of ${levels}, or [level, { options }], not [{"minimum":1}].`]],
    [{ 'latest-tag': ['error', 1] }, [`"latest-tag" must be one of ${levels}, or [level, { options }], not ["error",1].`]],
    [{ 'latest-tag': ['error', {}, 1] }, [`"latest-tag" must be one of ${levels}, or [level, { options }], not ["error",{},1].`]],
    ['off', ['Rules must be set by an object: { "<rule>": "off" }.']],
    [['off'], ['Rules must be set by an object: { "<rule>": "off" }.']],
  ])('%j', (value, expected) => {
    expect(problemsOf(value)).toEqual(expected);
    expect(severities(value)).toBe('warning info');
  });

  it.each([
    [{ maximum: 5 }, ['The rule "latest-tag" has no option "maximum".']],
    [{ minimum: 'many' }, ['The option "minimum" of "latest-tag" must be of the type number.']],
    [{ strict: null }, ['The option "strict" of "latest-tag" must be of the type boolean.']],
    [{ names: 'b' }, ['The option "names" of "latest-tag" must be of the type string[].']],
    [{ names: ['b', 1] }, ['The option "names" of "latest-tag" must be of the type string[].']],
    [{ toString: 1 }, ['The rule "latest-tag" has no option "toString".']],
  ])('options %j: the severity still applies', (options, expected) => {
    const value = { 'latest-tag': ['error', options] };
    expect(problemsOf(value)).toEqual(expected);
    expect(severities(value)).toBe('error info');
    expect(optionsWith(value)).toEqual(rule.options);
  });

  it('valid settings still apply', () => {
    expect(severities({ nothing: 'off', 'latest-tag': 'loud', 'image-without-tag': 'error' })).toBe('warning error');
  });
});
