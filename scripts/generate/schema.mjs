// schemas/layerwise.schema.json: the schema of .layerwise.json and .layerwise.yaml, with the texts of the setting `layerwise.rules` in English.
import { rulesSchema, settingTexts } from './settings.mjs';
import { json } from './text.mjs';

// The same as in server/src/linter/presets.ts and server/src/linter/configuration/configuration.ts.
const presets = {
  recommended: 'What is wrong or costs something in nearly every file: the default.',
  strict: 'Also what many teams want, such as pinned versions and pipefail.',
  security: 'The recommended rules and every rule about security.',
  size: 'The recommended rules and every rule about the size of the image.',
  cache: 'The recommended rules and every rule about the build cache.',
  style: 'The recommended rules and every rule about layout and style.',
  all: 'Every rule.',
};
const failLevels = ['error', 'warning', 'info', 'hint', 'none'];
const labelTypes = ['text', 'url', 'rfc3339', 'semver', 'spdx', 'hash', 'email'];

export function schema(rules) {
  const texts = new Map(settingTexts(rules));
  const { scope: _, ...rulesOnly } = rulesSchema(rules);
  const value = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Layerwise',
    description: 'Configuration of Layerwise for the Dockerfiles in this folder and below.',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      preset: {
        type: 'string',
        enum: Object.keys(presets),
        enumDescriptions: Object.values(presets),
        default: 'recommended',
        description: 'The rules that are on without a setting of their own.',
      },
      rules: withTexts(rulesOnly, texts),
      trustedRegistries: {
        type: 'array',
        items: { type: 'string' },
        default: [],
        description: 'The registries that base images may come from. Empty: any.',
      },
      labels: {
        type: 'object',
        additionalProperties: { type: 'string', enum: labelTypes },
        default: {},
        description: 'The labels that every image needs, and the type of the value of each.',
      },
      size: {
        type: 'object',
        properties: {
          budget: { type: 'string', default: '', description: 'The largest size of the final image on disk, as 500 MB. Empty: any.' },
        },
        default: {},
        additionalProperties: false,
        description: 'Limits of the size of the image.',
      },
      context: { type: 'string', default: '', description: 'The build context: a folder, relative to this file.' },
      failLevel: {
        type: 'string',
        enum: failLevels,
        default: 'warning',
        description: 'The severity from which on findings make `layerwise check` fail.',
      },
    },
    additionalProperties: false,
  };
  return { 'schemas/layerwise.schema.json': json(value) };
}

/** The schema with texts instead of the keys of package.nls.json (`%key%`), which only VS Code's manifest knows. */
function withTexts(value, texts) {
  if (typeof value === 'string') return value.replace(/^%(.*)%$/, (whole, key) => texts.get(key) ?? whole);
  if (Array.isArray(value)) return value.map((item) => withTexts(item, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTexts(item, texts)]));
}
