import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyRule } from '../../server/src/linter/rule.ts';

const rulesFolder = join(import.meta.dirname, '../../server/src/rules');

/** The path of a file in a rule's folder. */
export function rulePath({ category, id }: AnyRule, name: 'rule.md' | 'cases.txt' | 'may-change.ts'): string {
  return join(rulesFolder, category, id, name);
}

/** The text of a file in a rule's folder. Throws if it does not exist. */
export function readRuleFile(rule: AnyRule, name: 'rule.md' | 'cases.txt'): string {
  return readFileSync(rulePath(rule, name), 'utf8');
}
