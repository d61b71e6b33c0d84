import { expect, it } from 'vitest';
import { isInPreset, presets } from '../../../server/src/linter/presets.ts';
import type { Category, GeneralPreset } from '../../../server/src/linter/rule.ts';

/** For each kind of rule, the presets that turn it on. */
it.each<[category: Category, preset: GeneralPreset | undefined, expected: string]>([
  ['correctness', undefined, 'recommended strict security size cache style all'],
  ['correctness', 'strict', 'strict all'],
  ['correctness', 'all', 'all'],
  ['security', undefined, 'recommended strict security size cache style all'],
  ['security', 'strict', 'strict security all'],
  ['security', 'all', 'security all'],
  ['size', 'all', 'size all'],
  ['cache', 'strict', 'strict cache all'],
  ['style', 'all', 'style all'],
  ['reproducibility', 'all', 'all'],
])('a rule of the category %s with the preset %s', (category, preset, expected) => {
  const rule = preset === undefined ? { category } : { category, preset };
  expect(presets.filter((each) => isInPreset(rule, each)).join(' ')).toBe(expected);
});
