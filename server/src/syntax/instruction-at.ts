import { indexOfLastBefore, touches } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import type { DockerfileTree, Instruction } from './tree.ts';

/** Index of the last instruction that begins at or before `offset`, -1 where there is none. Logarithmic. */
export function indexOfInstructionBefore(tree: DockerfileTree, offset: number): number {
  return indexOfLastBefore(tree.instructions, offset);
}

/** The instruction whose text `offset` is in, its end included; undefined between instructions. */
export function instructionAt(tree: DockerfileTree, offset: number): Instruction | undefined {
  const before = tree.instructions[indexOfInstructionBefore(tree, offset)];
  return before && touches(before, offset) ? before : undefined;
}

/** The instruction whose text `offset` is in, else the next one. */
export function instructionAtOrBehind(tree: DockerfileTree, offset: number): Instruction | undefined {
  return instructionAt(tree, offset) ?? tree.instructions[indexOfInstructionBefore(tree, offset) + 1];
}

/** The instructions that share a character or a border with `range`, in order. */
export function instructionsIn(tree: DockerfileTree, range: Span): readonly Instruction[] {
  const first = Math.max(0, indexOfInstructionBefore(tree, range.start));
  const last = indexOfInstructionBefore(tree, range.end);
  return tree.instructions.slice(first, last + 1).filter((instruction) => instruction.end >= range.start);
}

/** Whether the next line is no known instruction. It is likely to continue this one: to remove or rewrite this one would separate them. */
export function isFollowedByUnknown(instruction: Instruction, all: readonly Instruction[]): boolean {
  return all[all.indexOf(instruction) + 1]?.known === false;
}
