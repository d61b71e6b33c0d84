import { describe, expect, it } from 'vitest';
import { english } from '../../../../server/src/base/message.ts';
import { combineParts, readPart } from '../../../../server/src/linter/configuration/configuration.ts';
import { readConfigurationFile } from '../../../../server/src/linter/configuration/files.ts';
import type { AnyRule } from '../../../../server/src/linter/rule.ts';
import { effectiveSetting } from '../../../../server/src/linter/settings.ts';
import { ruleOf } from '../../../support/rules.ts';

const latest: AnyRule = { ...ruleOf('latest-tag'), aliases: ['DL3007'] };
const optional: AnyRule = { ...latest, id: 'optional', preset: 'strict', aliases: ['DL9001'] };
const registries: AnyRule = {
  ...latest,
  id: 'registries',
  aliases: ['DL3026'],
  options: { trustedRegistries: [], strict: false, most: 3 },
};
/** Rules that are off by default, with an option that the configuration has a member for. */
const strictLabels: AnyRule = { ...optional, id: 'strict-labels', aliases: [], options: { labels: {} } };
const tasteLabels: AnyRule = { ...strictLabels, id: 'taste-labels', preset: 'all' };
const rules = [latest, optional, registries];

/** What one configuration makes of the three rules. */
function levels(...values: readonly unknown[]): string {
  const { rules: settings } = combineParts(...values.map((value) => readPart(value, rules).part));
  return rules.map((rule) => effectiveSetting(rule, settings).severity).join(' ');
}

const optionsOf = (...values: readonly unknown[]): object =>
  effectiveSetting(registries, combineParts(...values.map((value) => readPart(value, rules).part)).rules).options;

describe('the levels of rules', () => {
  it.each<[name: string, values: readonly unknown[], expected: string]>([
    ['by default', [], 'warning off warning'],
    ['an empty configuration', [{}], 'warning off warning'],
    ['empty texts count as not given', [{ preset: '', context: '', failLevel: '' }], 'warning off warning'],
    ['a preset', [{ preset: 'strict' }], 'warning warning warning'],
    ['a rule by id', [{ rules: { optional: 'error' } }], 'warning error warning'],
    ['a rule by alias', [{ rules: { DL9001: 'hint' } }], 'warning hint warning'],
    ['a rule of the preset is turned off', [{ preset: 'strict', rules: { optional: 'off' } }], 'warning off warning'],
    ['the later preset counts', [{ preset: 'strict' }, { preset: 'recommended' }], 'warning off warning'],
    ['an earlier preset stays', [{ preset: 'strict' }, { rules: { 'latest-tag': 'off' } }], 'off warning warning'],
    ['the later level counts', [{ rules: { 'latest-tag': 'off' } }, { rules: { DL3007: 'error' } }], 'error off warning'],
    ['shared options do not change a level', [{ trustedRegistries: ['a.example'] }], 'warning off warning'],
  ])('%s', (_, values, expected) => {
    expect(levels(...values)).toBe(expected);
  });
});

describe('options', () => {
  it.each<[name: string, values: readonly unknown[], expected: object]>([
    ['defaults', [], { trustedRegistries: [], strict: false, most: 3 }],
    ['a shared option', [{ trustedRegistries: ['a.example'] }], { trustedRegistries: ['a.example'] }],
    ['an empty shared option changes nothing', [{ trustedRegistries: ['a'] }, { trustedRegistries: [] }], { trustedRegistries: ['a'] }],
    ['the option of the rule takes precedence', [{ trustedRegistries: ['a'], rules: { registries: ['info', { trustedRegistries: ['b'] }] } }], { trustedRegistries: ['b'] }], // prettier-ignore
    ['of several sources are combined', [{ rules: { registries: ['info', { most: 5 }] } }, { rules: { registries: ['off', { strict: true }] } }], { most: 5, strict: true }], // prettier-ignore
    ['texts from YAML', [{ rules: { registries: ['info', { most: '7', strict: 'true' }] } }], { most: 7, strict: true }],
  ])('%s', (_, values, expected) => {
    expect(optionsOf(...values)).toMatchObject(expected);
  });
});

it.each<[value: unknown, strict: string, taste: string]>([
  [{}, 'off', 'off'],
  [{ labels: {} }, 'off', 'off'],
  [{ labels: { a: 'text' } }, 'warning', 'off'],
  [{ labels: { a: 'text' }, rules: { 'strict-labels': 'off', 'taste-labels': 'info' } }, 'off', 'info'],
])('a member turns on the rules that it is for, except matters of taste: %j', (value, strict, taste) => {
  const { rules: settings } = combineParts(readPart(value, [strictLabels, tasteLabels]).part);
  expect([strictLabels, tasteLabels].map((rule) => effectiveSetting(rule, settings).severity)).toEqual([strict, taste]);
});

describe('problems', () => {
  it.each<[value: unknown, problems: readonly string[]]>([
    [{ $schema: 'x', preset: 'all', rules: {}, trustedRegistries: [], labels: {}, context: 'a', failLevel: 'none' }, []],
    [['a'], ['The configuration must be an object.']],
    [{ presets: 'all' }, ['There is no setting "presets". Did you mean "preset"?']],
    [{ zzz: 1 }, ['There is no setting "zzz".']],
    [{ preset: 'loud' }, ['"preset" must be one of "recommended", "strict", "security", "size", "cache", "style", "all", not "loud".']],
    [{ failLevel: 3 }, ['"failLevel" must be one of "error", "warning", "info", "hint", "none", not 3.']],
    [{ context: 3 }, ['"context" must be a text.']],
    [{ rules: { nothing: 'off' } }, ['There is no rule "nothing".']],
    [{ trustedRegistries: 'docker.io' }, ['The option "trustedRegistries" of "registries" must be of the type string[].']],
  ])('%j', (value, problems) => {
    expect(readPart(value, rules).problems.map(english)).toEqual(problems);
  });
});

describe('a file', () => {
  const read = (name: string, text: string): readonly [string, readonly string[]] => {
    const { part, problems } = readConfigurationFile(name, text, rules);
    return [rules.map((rule) => effectiveSetting(rule, combineParts(part).rules).severity).join(' '), problems.map(english)];
  };

  it.each<[name: string, file: string, text: string, expected: string, problems?: readonly string[]]>([
    ['JSON', '.layerwise.json', '{ "preset": "strict" }', 'warning warning warning'],
    ['JSON with a comment and a byte order mark', '.layerwise.json', '\uFEFF{ // why\n "preset": "strict", }', 'warning warning warning'],
    ['YAML', '.layerwise.yaml', 'preset: strict\nrules:\n  latest-tag: off\n', 'off warning warning'],
    ['an empty YAML file', '.layerwise.yaml', '', 'warning off warning'],
    ['hadolint: ignored', '.hadolint.yaml', 'ignored:\n  - DL3007\n', 'off off warning'],
    ['hadolint: override', '.hadolint.yaml', 'override:\n  error: [DL3007]\n  style: [DL9001]\n', 'error hint warning'],
    [
      'hadolint: a rule that is ignored and overridden',
      '.hadolint.yml',
      'override:\n  error: [DL3007]\nignored: [DL3007]\n',
      'off off warning',
    ],
    ['hadolint: rules of its own are no problem', '.hadolint.yaml', 'ignored: [DL1234, SC9999]\nformat: json\n', 'warning off warning'],
    ['a syntax error', '.layerwise.json', '{ "preset": "strict"', 'warning warning warning', ['The file has a syntax error; what comes after it may be ignored.']], // prettier-ignore
  ])('%s', (_, file, text, expected, problems = []) => {
    expect(read(file, text)).toEqual([expected, problems]);
  });

  it.each<[text: string, failLevel: string | undefined]>([
    ['failure-threshold: style', 'hint'],
    ['failure-threshold: warning', 'warning'],
    ['failure-threshold: ignore', 'hint'],
    ['failure-threshold: none', 'none'],
    ['failure-threshold: error\nno-fail: true', 'none'],
    ['no-fail: false', undefined],
  ])('hadolint: %s', (text, failLevel) => {
    expect(readConfigurationFile('.hadolint.yaml', text, rules).part.failLevel).toBe(failLevel);
  });

  it('hadolint: trusted registries, as a list or one text', () => {
    for (const text of ['trustedRegistries:\n  - a.example\n', 'trustedRegistries: a.example\n']) {
      const { part } = readConfigurationFile('.hadolint.yaml', text, rules);
      expect(part.byRule.registries?.options).toEqual({ trustedRegistries: ['a.example'] });
    }
  });
});
