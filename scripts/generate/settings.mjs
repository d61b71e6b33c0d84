// The setting `layerwise.rules`: its schema in package.json, and the texts of the schema in package.nls.json and package.nls.zh-cn.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './rules.mjs';
import { json } from './text.mjs';

// The same as in server/src/linter/settings.ts.
const levels = ['off', 'hint', 'info', 'warning', 'error'];
const name = 'layerwise.rules';

export function settings(rules) {
  const manifest = readJson('package.json');
  const bundle = readJson('l10n/bundle.l10n.zh-cn.json');
  const english = settingTexts(rules);
  const chinese = english.filter(([, text]) => text in bundle).map(([key, text]) => [key, bundle[text]]);
  const sections = [manifest.contributes?.configuration ?? []].flat().filter((section) => section.id !== name);
  const own = { id: name, title: '%rules.title%', properties: { [name]: rulesSchema(rules) } };
  return {
    'package.json': json({ ...manifest, contributes: { ...manifest.contributes, configuration: [...sections, own] } }),
    'package.nls.json': withTexts('package.nls.json', english),
    'package.nls.zh-cn.json': withTexts('package.nls.zh-cn.json', chinese),
  };
}

/** The file with the texts of the rules and its other content. */
function withTexts(path, texts) {
  const others = Object.entries(readJson(path)).filter(([key]) => !key.startsWith('rules.'));
  return json(Object.fromEntries([...others, ...texts]));
}

/** Completion offers the ids of rules. Aliases are accepted but not offered, because several of them name the same rule. Other keys are errors. */
export function rulesSchema(rules) {
  const aliases = [...new Set(rules.flatMap((rule) => rule.aliases))].sort().map((alias) => alias.replace(/[^\w/-]/g, String.raw`\$&`));
  return {
    type: 'object',
    scope: 'resource',
    default: {},
    markdownDescription: '%rules.description%',
    properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
    patternProperties: { [`^(?:${aliases.join('|')})$`]: { ...anyOf({ type: 'object' }), description: '%rules.alias%' } },
    additionalProperties: false,
  };
}

function ruleSchema(rule) {
  const options = Object.entries(rule.options ?? {});
  const level = levelSchema();
  const properties = Object.fromEntries(
    options.map(([option, value]) => [option, { ...typeOf(value), default: value, markdownDescription: `%rules.${rule.id}.${option}%` }]),
  );
  return {
    ...(options.length === 0 ? level : anyOf({ type: 'object', properties, additionalProperties: false })),
    default: (rule.preset ?? 'recommended') === 'recommended' ? rule.severity : 'off',
    markdownDescription: `%rules.${rule.id}%`,
  };
}

/** A level, or a level with options. */
function anyOf(options) {
  return { anyOf: [levelSchema(), { type: 'array', items: [levelSchema(), options], minItems: 1, maxItems: 2 }] };
}

function levelSchema() {
  return { type: 'string', enum: levels, enumDescriptions: levels.map((level) => `%rules.level.${level}%`) };
}

function typeOf(value) {
  return Array.isArray(value) ? { type: 'array', items: { type: 'string' } } : { type: typeof value };
}

/** The texts of the schema in English, by key. The Chinese texts are in the bundle, by the English ones. */
export function settingTexts(rules) {
  return [
    ['rules.title', 'Rules'],
    [
      'rules.description',
      'Severity and options of rules: `{ "<rule>": "off" }`, or another severity, or `["<severity>", { "<option>": value }]` for rules with options. The ids that other tools give a rule, such as `DL3020`, are accepted too.',
    ],
    ['rules.alias', 'The rules that have this id in another tool.'],
    ['rules.level.off', 'Not reported.'],
    ['rules.level.hint', 'Reported as a hint.'],
    ['rules.level.info', 'Reported as information.'],
    ['rules.level.warning', 'Reported as a warning.'],
    ['rules.level.error', 'Reported as an error.'],
    ...rules.flatMap((rule) => [
      [`rules.${rule.id}`, rule.summary],
      ...Object.keys(rule.options ?? {}).map((option) => [`rules.${rule.id}.${option}`, optionText(rule, option)]),
    ]),
  ];
}

function optionText(rule, option) {
  const text = rule.optionTexts?.[option];
  if (!text) throw new Error(`rule ${rule.id}: the option ${option} has no text in optionTexts`);
  return text;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${error.message}`, { cause: error });
  }
}
