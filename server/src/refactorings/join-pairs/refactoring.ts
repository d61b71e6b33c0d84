import { lineBreakOf } from '../../base/layout.ts';
import { message } from '../../base/message.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { dependOnEachOther, hasEqualsForm } from '../pair-parts.ts';
import { defineRefactoring } from '../refactoring.ts';
import type { RefactoringContext } from '../refactoring.ts';
import { commentLines } from '../run-parts.ts';

const keywords: ReadonlySet<string> = new Set(['ENV', 'LABEL']);

/** Consecutive ENV (or LABEL) instructions to one: the selected ones, or all that follow the one at the cursor. */
export const refactoring = defineRefactoring({
  id: 'join-pairs',
  kind: 'rewrite',
  offers(context) {
    const { text, model } = context;
    const parts = chosen(context);
    const { keyword } = context.instruction;
    if (!keywords.has(keyword) || parts.length < 2 || !parts.every((part) => part.keyword === keyword && hasEqualsForm(part))) return [];
    const pairs = parts.flatMap((of) => of.pairs.map((pair) => ({ pair, of })));
    if (keyword === 'ENV' && dependOnEachOther(pairs)) return [];
    const lineBreak = lineBreakOf(text);
    const edits = parts.slice(1).map((part, i) => {
      const gap = { start: parts[i]!.end, end: part.pairs[0]!.start };
      return { ...gap, newText: ` ${model.tree.escape}${lineBreak}${commentLines(text, gap, lineBreak)}    ` };
    });
    return [{ title: message('Join {count} {keyword} instructions', { count: parts.length, keyword }), edits }];
  },
});

function chosen({ instruction, selected, stage }: RefactoringContext): readonly Instruction[] {
  if (selected.length > 1) return selected;
  const all = stage?.instructions ?? [];
  const from = all.indexOf(instruction);
  const length = all.slice(from).findIndex(({ keyword }) => keyword !== instruction.keyword);
  return from < 0 ? [] : all.slice(from, length < 0 ? undefined : from + length);
}
