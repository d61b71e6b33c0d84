// The settings of package.json (one a rule, one an option) and their English texts in package.nls.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './rules.mjs';
import { json } from './text.mjs';

// As in server/src/rules/settings.ts.
const levels = ['default', 'error', 'warning', 'info', 'hint', 'off'];

export function settings(rules) {
  const manifest = readJson('package.json');
  const texts = Object.entries(readJson('package.nls.json', {})).filter(([key]) => !key.startsWith('rules.'));
  const sections = [manifest.contributes?.configuration ?? []].flat().filter((section) => section.id !== 'layerwise.rules');
  const own = { id: 'layerwise.rules', title: '%rules.title%', properties: properties(rules) };
  return {
    'package.json': json({ ...manifest, contributes: { ...manifest.contributes, configuration: [...sections, own] } }),
    'package.nls.json': json(Object.fromEntries([...texts, ...englishTexts(rules)])),
  };
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

function englishTexts(rules) {
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

function readJson(path, otherwise) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch (error) {
    if (otherwise !== undefined && error.code === 'ENOENT') return otherwise;
    throw new Error(`${path}: ${error.message}`, { cause: error });
  }
}
