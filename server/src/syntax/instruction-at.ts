import { indexOfLastBefore, touches } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { DockerfileTree, Instruction } from './tree.ts';

/** Index of the last instruction that starts at or before `offset`; -1 if there is none. Binary search. */
export function indexOfInstructionBefore(tree: DockerfileTree, offset: number): number {
  return indexOfLastBefore(tree.instructions, offset);
}

/** The instruction that contains `offset`, including its end. Returns undefined between instructions. */
export function instructionAt(tree: DockerfileTree, offset: number): Instruction | undefined {
  const before = tree.instructions[indexOfInstructionBefore(tree, offset)];
  return before && touches(before, offset) ? before : undefined;
}

/** The instruction that contains `offset`, or else the next one. */
export function instructionAtOrAfter(tree: DockerfileTree, offset: number): Instruction | undefined {
  return instructionAt(tree, offset) ?? tree.instructions[indexOfInstructionBefore(tree, offset) + 1];
}

/** The instructions that overlap or touch `range`, in order. */
export function instructionsIn(tree: DockerfileTree, range: Span): readonly Instruction[] {
  const first = Math.max(0, indexOfInstructionBefore(tree, range.start));
  const last = indexOfInstructionBefore(tree, range.end);
  return tree.instructions.slice(first, last + 1).filter((instruction) => instruction.end >= range.start);
}

/**
 * Whether an unknown instruction follows. It probably continues this one, so a removal or rewrite of this one could separate them.
 * `all`: instructions in the order of the text.
 */
export function isFollowedByUnknown(instruction: Instruction, all: readonly Instruction[]): boolean {
  return all[indexOfLastBefore(all, instruction.start) + 1]?.known === false;
}
