import { covers } from '../base/span.ts';
import type { Instruction, Pair } from '../syntax/tree.ts';

/** Whether the pairs have the form `name=value`; the legacy form of ENV and LABEL has only one pair, up to the end of the line. */
export function hasEqualsForm({ keyword, pairs }: Instruction): boolean {
  return pairs.length > 0 && pairs.every(({ legacy, value }) => !legacy && (value !== undefined || keyword === 'ARG'));
}

/**
 * Whether a later pair uses a variable that an earlier one sets. Within one instruction it then has its old value, in a later instruction the
 * new one.
 */
export function dependOnEachOther(pairs: readonly { readonly pair: Pair; readonly of: Instruction }[]): boolean {
  const set = new Set<string>();
  return pairs.some(({ pair, of }) => {
    const uses = of.variables.some((variable) => covers(pair, variable) && set.has(variable.name));
    set.add(pair.name);
    return uses;
  });
}
