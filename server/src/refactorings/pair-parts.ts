import { covers } from '../base/span.ts';
import type { Instruction, Pair, VariableReference } from '../syntax/tree.ts';

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
  /** The variables of each instruction that no earlier pair contains. There may be thousands. */
  const open = new Map<Instruction, VariableReference[]>();
  return pairs.some(({ pair, of }) => {
    const variables = open.get(of) ?? of.variables.toSorted((a, b) => b.start - a.start);
    open.set(of, variables);
    let uses = false;
    for (let next = variables.at(-1); next && next.start < pair.end; next = variables.at(-1)) {
      uses ||= covers(pair, next) && set.has(next.name);
      variables.pop();
    }
    set.add(pair.name);
    return uses;
  });
}
