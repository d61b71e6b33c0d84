import type { TextEdit } from '../../base/edit.ts';
import { deleteLines } from '../../base/layout.ts';
import type { Instruction, Pair } from '../../syntax/tree.ts';

/** The edit that removes a pair of ENV, LABEL or ARG, or the instruction if it has no other. Undefined if a comment would be lost. */
export function removePair(text: string, instruction: Instruction, pair: Pair): TextEdit | undefined {
  const { pairs, comments } = instruction;
  if (comments.length > 0) return undefined;
  if (pairs.length === 1) return deleteLines(text, instruction);
  const i = pairs.indexOf(pair);
  const [before, after] = [pairs[i - 1], pairs[i + 1]];
  return before ? { start: before.end, end: pair.end, newText: '' } : { start: pair.start, end: after!.start, newText: '' };
}
