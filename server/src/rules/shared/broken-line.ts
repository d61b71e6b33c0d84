import type { Instruction } from '../../syntax/tree.ts';

/** Whether the line below is no instruction. It is likely to be the rest of this one: to remove or reshape this one would part them. */
export function brokenLineBelow(instruction: Instruction, all: readonly Instruction[]): boolean {
  return all[all.indexOf(instruction) + 1]?.known === false;
}
