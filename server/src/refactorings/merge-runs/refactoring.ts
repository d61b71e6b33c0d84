import { message } from '../../base/message.ts';
import { joinableRuns } from '../../linter/joined-runs/joinable-runs.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { defineRefactoring } from '../refactoring.ts';
import type { RefactoringContext } from '../refactoring.ts';

/** Consecutive RUN instructions to one with `&&`: the selected ones, or the one at the cursor and the next. */
export const refactoring = defineRefactoring({
  id: 'merge-runs',
  kind: 'rewrite',
  offers(context) {
    const { stage, model, facts, text } = context;
    const runs = chosen(context);
    if (!stage || runs.length < 2 || runs.some(({ keyword }) => keyword !== 'RUN')) return [];
    const joined = joinableRuns(runs, stage, { model, facts, text, scriptOf: (run) => model.scriptOf(run) });
    return joined ? [{ title: message('Merge {count} RUN instructions with &&', { count: runs.length }), edits: joined }] : [];
  },
});

function chosen({ instruction, selected, stage }: RefactoringContext): readonly Instruction[] {
  if (selected.length > 1) return selected;
  const all = stage?.instructions ?? [];
  const next = all[all.indexOf(instruction) + 1];
  return next ? [instruction, next] : [];
}
