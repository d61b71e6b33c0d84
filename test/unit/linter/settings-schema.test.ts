import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AnyRule } from '../../../server/src/linter/rule.ts';
import { defaultRuleSettings, effectiveSetting, readRuleSettings, ruleLevels } from '../../../server/src/linter/settings.ts';
import { allRules } from '../../../server/src/rules/registry.generated.ts';
import { ruleOf } from '../../support/rules.ts';

interface Schema {
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly patternProperties: Readonly<Record<string, unknown>>;
  readonly additionalProperties: boolean;
}

const root = join(import.meta.dirname, '../../..');
const generator: string = join(root, 'scripts/generate/settings.mjs');
const { rulesSchema } = (await import(generator)) as { rulesSchema: (rules: readonly AnyRule[]) => Schema };
const readJson = (path: string): Record<string, unknown> => JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>;

const manifest = readJson('package.json') as {
  contributes: { configuration: { properties: Record<string, Schema> }[] };
};
const settings = Object.assign({}, ...manifest.contributes.configuration.map(({ properties }) => properties)) as Record<string, Schema>;
const schema = settings['layerwise.rules']!;

it('one setting contains all rules', () => {
  expect(Object.keys(settings).filter((name) => /^layerwise\.(?:rules|options)/.test(name))).toEqual(['layerwise.rules']);
  expect(Object.keys(schema.properties)).toEqual(allRules.map(({ id }) => id));
  expect(schema.additionalProperties).toBe(false);
});

it.each(allRules)('$id: the server accepts each level of its schema, and it has a description', (rule) => {
  const { id } = rule;
  const { default: fallback, markdownDescription, ...rest } = schema.properties[id]!;
  const levels = JSON.stringify(rest).match(/"enum":(\[[^\]]*\])/)![1]!;
  expect(JSON.parse(levels)).toEqual(ruleLevels);
  for (const level of ruleLevels) expect(readRuleSettings({ [id]: level }, allRules).problems).toEqual([]);
  expect(fallback).toBe(effectiveSetting(rule, defaultRuleSettings).severity);
  expect(readJson('package.nls.json')[(markdownDescription as string).slice(1, -1)]).toBe(allRules.find((rule) => rule.id === id)!.summary);
});

describe('aliases', () => {
  const [pattern] = Object.keys(schema.patternProperties);
  it('are accepted by the schema and the server', () => {
    for (const alias of allRules.flatMap(({ aliases }) => aliases)) {
      expect(alias).toMatch(new RegExp(pattern!));
      expect(readRuleSettings({ [alias]: 'off' }, allRules).problems).toEqual([]);
    }
  });

  it.each(['DL9999', 'latest-tags', 'DL30200', 'xDL3020', ''])('other names are rejected: %j', (name) => {
    expect(name).not.toMatch(new RegExp(pattern!));
  });
});

it('options have types and defaults', () => {
  const options = { minimum: 2, names: ['a'], strict: false, prefix: 'x' };
  const rule: AnyRule = { ...ruleOf('latest-tag'), aliases: ['a.b'], options };
  const { properties, patternProperties } = rulesSchema([rule]);
  expect(Object.keys(patternProperties)).toEqual([String.raw`^(?:a\.b)$`]);
  expect(properties['latest-tag']).toMatchObject({
    anyOf: [
      { type: 'string', enum: ruleLevels },
      {
        type: 'array',
        items: [
          { enum: ruleLevels },
          {
            additionalProperties: false,
            properties: {
              minimum: { type: 'number', default: 2, markdownDescription: '%rules.latest-tag.minimum%' },
              names: { type: 'array', items: { type: 'string' }, default: ['a'] },
              strict: { type: 'boolean', default: false },
              prefix: { type: 'string', default: 'x' },
            },
          },
        ],
        minItems: 1,
        maxItems: 2,
      },
    ],
  });
});
