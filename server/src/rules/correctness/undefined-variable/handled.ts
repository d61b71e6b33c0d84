import { memoizeWeak } from '../../../base/memoize.ts';
import { covers } from '../../../base/span.ts';
import type { VariableUse } from '../../../model/model.ts';

/**
 * Whether the file handles that the variable is not set: `${NAME:-x}` and similar modifiers do, and a use in the word of `${NAME:+...}` is
 * only read if it is set. A modifier that Docker does not know fails the build, which is not a question of this rule.
 */
export function isHandled(use: VariableUse, uses: readonly VariableUse[], text: string): boolean {
  if (handlesUnset(use)) return true;
  if (use.modifier === '' && text[use.nameSpan.start - 1] === '{' && text[use.nameSpan.end] === ':') return true;
  return guards(uses).some((outer) => outer.name === use.name && covers(outer, use));
}

const guards = memoizeWeak((uses: readonly VariableUse[]) => uses.filter(({ modifier }) => modifier.includes('+')));

function handlesUnset({ modifier }: VariableUse): boolean {
  return /[-+=?]/.test(modifier);
}
