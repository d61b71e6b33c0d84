import type { AnyRule, Category, GeneralPreset } from './rule.ts';

/**
 * Sets of rules to choose from. `recommended`: what is wrong or costs something in nearly every file that it is reported in. `strict`: also
 * what many teams want, such as pinned versions and pipefail. `all`: every rule, including matters of taste. The others are `recommended`
 * with all rules of one category.
 */
export const presets = ['recommended', 'strict', 'security', 'size', 'cache', 'style', 'all'] as const;
export type Preset = (typeof presets)[number];

export const defaultPreset: Preset = 'recommended';

const contains: Readonly<Record<GeneralPreset, readonly GeneralPreset[]>> = {
  recommended: ['recommended'],
  strict: ['recommended', 'strict'],
  all: ['recommended', 'strict', 'all'],
};

/** The category whose rules a preset adds to the recommended ones. */
const categoryOf: Partial<Record<Preset, Category>> = { security: 'security', size: 'size', cache: 'cache', style: 'style' };

/** Whether a preset turns a rule on. */
export function isInPreset({ category, preset = 'recommended' }: Pick<AnyRule, 'category' | 'preset'>, of: Preset): boolean {
  if (of === 'recommended' || of === 'strict' || of === 'all') return contains[of].includes(preset);
  return preset === 'recommended' || category === categoryOf[of];
}
