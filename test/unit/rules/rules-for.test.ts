import { expect, it } from 'vitest';
import { runRules } from '../../../server/src/linter/engine.ts';
import { isInPreset, presets } from '../../../server/src/linter/presets.ts';
import type { RuleSetting } from '../../../server/src/linter/settings.ts';
import { ruleCatalogue } from '../../../server/src/rules/catalogue.generated.ts';
import { recommendedRules } from '../../../server/src/rules/recommended.generated.ts';
import { allRules } from '../../../server/src/rules/registry.generated.ts';
import { rulesFor } from '../../../server/src/rules/rules-for.ts';
import { documentOf } from '../../support/document.ts';

it.each<[string, Readonly<Record<string, RuleSetting>>, 'recommended' | 'all']>([
  ['nothing set', {}, 'recommended'],
  ['a recommended rule off', { 'add-for-local-files': { severity: 'off' } }, 'recommended'],
  ['another severity of a recommended rule', { 'add-for-local-files': { severity: 'hint' } }, 'recommended'],
  ['another rule off', { 'pipe-without-pipefail': { severity: 'off' } }, 'recommended'],
  ['options of another rule, which stays off', { 'pipe-without-pipefail': { options: {} } }, 'recommended'],
  ['another rule on', { 'pipe-without-pipefail': { severity: 'hint' } }, 'all'],
])('%s', async (_, byRule, expected) => {
  const { rules } = await rulesFor({ preset: 'recommended', byRule });
  expect(rules === (expected === 'all' ? allRules : recommendedRules)).toBe(true);
});

it.each(presets)('preset %s: every rule that it turns on is loaded', async (preset) => {
  const { rules } = await rulesFor({ preset, byRule: {} });
  const loaded = new Set(rules.map(({ id }) => id));
  expect(ruleCatalogue.filter((rule) => isInPreset(rule, preset) && !loaded.has(rule.id))).toEqual([]);
  expect(rules === recommendedRules).toBe(preset === 'recommended');
});

it('a comment that suppresses a rule that is not loaded names a known rule', () => {
  const text = '# layerwise ignore=pipe-without-pipefail\nFROM alpine:3.22\n# layerwise ignore=no-such-rule\nRUN true\n';
  const { model, build } = documentOf(text);
  const known = { ...build, snapshot: { state: 'known', value: { entries: [], texts: new Map(), sizes: new Map() } } } as never;
  const unused = runRules({ model, build: known, rules: recommendedRules, known: ruleCatalogue }).filter(
    ({ rule }) => rule === 'unused-suppression',
  );
  expect(unused.map(({ span }) => text.slice(span.start, span.end))).toEqual(['no-such-rule']);
});
