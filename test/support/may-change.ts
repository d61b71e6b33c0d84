import { existsSync } from 'node:fs';
import type { MayChange } from '../../server/src/linter/may-change.ts';
import { allRules } from '../../server/src/rules/registry.generated.ts';
import { rulePath } from './rule-files.ts';

/** The `may-change.ts` in the folder of each rule, by the rule's id. */
const known = new Map<string, MayChange>();
for (const rule of allRules) {
  const path = rulePath(rule, 'may-change.ts');
  if (existsSync(path)) known.set(rule.id, ((await import(path)) as { readonly mayChange: MayChange }).mayChange);
}

/** What the safe fix of a rule may change; only the layout if its folder has no `may-change.ts`. */
export function mayChangeOf(rule: string): MayChange {
  return known.get(rule) ?? {};
}
