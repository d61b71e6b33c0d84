import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnyRule } from '../../server/src/linter/rule.ts';

const rulesFolder = join(import.meta.dirname, '../../server/src/rules');

/** The text of a file in a rule's folder: `rule.md`, `cases.txt`. Throws where there is none. */
export function readRuleFile({ category, id }: AnyRule, name: 'rule.md' | 'cases.txt'): string {
  return readFileSync(join(rulesFolder, category, id, name), 'utf8');
}
