import { deleteLines } from '../../base/layout.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import { indexOfLastBefore } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import type { TextEdit } from '../../base/edit.ts';
import { isFollowedByUnknown } from '../../syntax/instruction-at.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { FixLevel } from '../rule.ts';

/** The edits that remove a part of an instruction or all of it, and their level. */
export interface Removal {
  readonly level: FixLevel;
  readonly edits: readonly TextEdit[];
}

const none: readonly Instruction[] = [];

/**
 * Removes words of an instruction, with the blanks and continuations next to them, or its lines if no word is
 * left. The edits of two words of one instruction are disjoint. Undefined if comments or here-documents would be lost. `safe`, unless the
 * instructions around it get another meaning: an unknown one may continue this one, and two RUN instructions may become neighbors.
 *
 * @param removed The indices of the words, in order. Not a test of each word: a rule may report thousands of words of one instruction.
 * @param all The instructions of the stage, in the order of the text.
 * @param gone Instructions that other fixes of the rule remove.
 */
export function withoutWords(
  instruction: Instruction,
  words: readonly Span[],
  removed: readonly number[],
  { all, text, gone = none }: { readonly all: readonly Instruction[]; readonly text: string; readonly gone?: readonly Instruction[] },
): Removal | undefined {
  const { comments, heredocs } = instruction;
  if (comments.length > 0 || heredocs.length > 0) return undefined;
  if (removed.length === words.length) return withoutInstruction(instruction, { all, text, gone });
  const isAtStart = (i: number): boolean => removed[i] === i;
  const edits = removed.map((at, i): TextEdit => {
    const { start, end } = words[at]!;
    return isAtStart(i) ? { start, end: words[at + 1]!.start, newText: '' } : { start: words[at - 1]!.end, end, newText: '' };
  });
  return { level: 'safe', edits };
}

/** Deletes a flag and the blanks after it. */
export function withoutFlag({ start, end }: Span, text: string): TextEdit {
  const blanks = /[ \t]*/y;
  blanks.lastIndex = end;
  blanks.exec(text);
  return { start, end: blanks.lastIndex, newText: '' };
}

/** Removes the lines of an instruction. As `withoutWords`. */
export function withoutInstruction(
  instruction: Instruction,
  { all, text, gone = none }: { readonly all: readonly Instruction[]; readonly text: string; readonly gone?: readonly Instruction[] },
): Removal | undefined {
  if (instruction.comments.length > 0 || instruction.heredocs.length > 0) return undefined;
  const needsReview = isFollowedByUnknown(instruction, all) || separatesRuns(instruction, all, gone);
  return { level: needsReview ? 'suggestion' : 'safe', edits: [deleteLines(text, instruction)] };
}

/** Whether removing the instruction would leave two consecutive RUN instructions, which another rule may report. */
function separatesRuns(instruction: Instruction, all: readonly Instruction[], gone: readonly Instruction[]): boolean {
  const { before, after } = keptNeighbors(gone)(all);
  const at = indexOfLastBefore(all, instruction.start);
  return before[at] === 'RUN' && after[at] === 'RUN';
}

/** The keywords of the nearest instructions before and after each one that are not `gone`. Memoized: a rule may remove thousands. */
const keptNeighbors = memoizeWeak((gone: readonly Instruction[]) =>
  memoizeWeak((all: readonly Instruction[]) => {
    const isGone = new Set(gone);
    const keywords = all.map((instruction) => (isGone.has(instruction) ? undefined : instruction.keyword));
    return { before: lastBefore(keywords), after: lastBefore(keywords.toReversed()).toReversed() };
  }),
);

/** For each index, the last value before it. */
function lastBefore<T>(values: readonly (T | undefined)[]): readonly (T | undefined)[] {
  let last: T | undefined;
  return values.map((value) => {
    const before = last;
    last = value ?? last;
    return before;
  });
}
