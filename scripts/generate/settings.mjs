// The settings of package.json (one a rule, one an option), and their texts in package.nls.json and package.nls.zh-cn.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './rules.mjs';
import { json } from './text.mjs';

// As in server/src/linter/settings.ts.
const levels = ['default', 'error', 'warning', 'info', 'hint', 'off'];

export function settings(rules) {
  const manifest = readJson('package.json');
  const bundle = readJson('l10n/bundle.l10n.zh-cn.json');
  const english = settingTexts(rules);
  const chinese = english.filter(([, text]) => text in bundle).map(([key, text]) => [key, bundle[text]]);
  const sections = [manifest.contributes?.configuration ?? []].flat().filter((section) => section.id !== 'layerwise.rules');
  const own = { id: 'layerwise.rules', title: '%rules.title%', properties: properties(rules) };
  return {
    'package.json': json({ ...manifest, contributes: { ...manifest.contributes, configuration: [...sections, own] } }),
    'package.nls.json': withTexts('package.nls.json', english),
    'package.nls.zh-cn.json': withTexts('package.nls.zh-cn.json', chinese),
  };
}

/** The file with these texts of rules, and what else is in it. */
function withTexts(path, texts) {
  const others = Object.entries(readJson(path)).filter(([key]) => !key.startsWith('rules.'));
  return json(Object.fromEntries([...others, ...texts]));
}

function properties(rules) {
  const severities = rules.map((rule) => [
    `layerwise.rules.${rule.id}`,
    {
      type: 'string',
      enum: levels,
      enumDescriptions: [`%rules.default.${rule.severity}%`],
      default: 'default',
      scope: 'resource',
      markdownDescription: `%rules.${rule.id}%`,
    },
  ]);
  const options = rules.flatMap((rule) =>
    Object.entries(rule.options ?? {}).map(([name, value]) => [
      `layerwise.options.${rule.id}.${name}`,
      { ...schemaOf(value), default: value, scope: 'resource', markdownDescription: `%rules.${rule.id}.${name}%` },
    ]),
  );
  return Object.fromEntries([...severities, ...options]);
}

function schemaOf(value) {
  return Array.isArray(value) ? { type: 'array', items: { type: 'string' } } : { type: typeof value };
}

/** What the settings page says of the rules, in English, by key. The Chinese is in the bundle, under the English. */
export function settingTexts(rules) {
  return [
    ['rules.title', 'Rules'],
    ['rules.default.error', 'Reported as an error.'],
    ['rules.default.warning', 'Reported as a warning.'],
    ['rules.default.info', 'Reported as information.'],
    ['rules.default.hint', 'Reported as a hint.'],
    ...rules.flatMap((rule) => [
      [`rules.${rule.id}`, rule.summary],
      ...Object.keys(rule.options ?? {}).map((name) => [`rules.${rule.id}.${name}`, optionText(rule, name)]),
    ]),
  ];
}

function optionText(rule, name) {
  const text = rule.optionTexts?.[name];
  if (!text) throw new Error(`rule ${rule.id}: the option ${name} has no text in optionTexts`);
  return text;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${error.message}`, { cause: error });
  }
}
