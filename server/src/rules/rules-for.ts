import type { AnyRule } from '../linter/rule.ts';
import { defaultRuleSettings, effectiveSetting } from '../linter/settings.ts';
import type { RuleSettings, RulesInUse } from '../linter/settings.ts';
import { ruleCatalogue } from './catalogue.generated.ts';
import { recommendedRules } from './recommended.generated.ts';

const recommended: ReadonlySet<string> = new Set(recommendedRules.map(({ id }) => id));
const others = ruleCatalogue.filter(({ id }) => !recommended.has(id));

/** The rules that are on without any settings. */
export const defaultRules: RulesInUse = { settings: defaultRuleSettings, rules: recommendedRules };

/** The settings with the rules that they need. The code of rules that are off by default is loaded when settings turn one of them on. */
export async function rulesFor(settings: RuleSettings): Promise<RulesInUse> {
  return { settings, rules: await loadRules(settings) };
}

async function loadRules(settings: RuleSettings): Promise<readonly AnyRule[]> {
  const needsOthers = others.some((rule) => effectiveSetting(rule, settings).severity !== 'off');
  return needsOthers ? (await import('./registry.generated.ts')).allRules : recommendedRules;
}
