import { lineBreakOf, lineEndAt, lineStartAt } from '../../../base/layout.ts';
import { withoutInstruction } from '../../../linter/edits/removal.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { settingsOfStart } from './settings.ts';

type Messages = 'early' | 'step' | 'move';

export const rule = defineRule<Messages>({
  id: 'settings-not-at-end',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'CMD, ENTRYPOINT, HEALTHCHECK and STOPSIGNAL move to the end of the stage',
  since: '0.1.0',
  aliases: ['tally/epilogue-order'],
  checks: [210],
  summary: 'CMD, ENTRYPOINT, HEALTHCHECK or STOPSIGNAL is followed by other instructions.',
  messages: {
    early: '{keyword} is about the running container. At the end of the stage, readers find it, and a change of it invalidates no cache.',
    step: 'The last step of the build',
    move: 'Move to the end of the stage',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!stage.isFinal) return;
      const { instructions } = stage;
      const last = instructions.findLastIndex(({ keyword }) => !settingsOfStart.has(keyword));
      const early = instructions.slice(0, last).filter(({ keyword }) => settingsOfStart.has(keyword));
      const [first] = early;
      if (!first) return;
      const step = instructions[last]!;
      context.report({
        at: first.keywordSpan,
        message: 'early',
        data: { keyword: first.keyword },
        related: [{ at: step.keywordSpan, message: 'step' }],
        fixes: fixesFor(stage, early, step, context),
      });
    },
  },
});

/** Not if something that the instruction depends on comes between, or a comment above it would be left behind. */
function fixesFor(
  { instructions }: Stage,
  early: readonly Instruction[],
  step: Instruction,
  { text, model }: RuleContext<Messages>,
): readonly ReportedFix<Messages>[] {
  const between = instructions.slice(instructions.indexOf(early[0]!), instructions.indexOf(step) + 1);
  const isFixed = early.every(({ variables, trigger }) => variables.length === 0 && (trigger?.variables.length ?? 0) === 0);
  const isKnown = between.every(({ known, keyword }) => known && keyword !== 'SHELL' && keyword !== 'ONBUILD');
  const comments = new Set(model.tree.comments.map(({ end }) => lineStartAt(text, end)));
  const hasComment = early.some(({ start }) => comments.has(lineStartAt(text, lineStartAt(text, start) - 1)));
  const isClosed = [...early, step].every(({ source }) => !/[\\`]\s*$/.test(source));
  if (!isFixed || !isKnown || hasComment || !isClosed) return [];
  const removals = early.flatMap((instruction) => withoutInstruction(instruction, { all: instructions, text, gone: early }) ?? []);
  if (removals.length < early.length) return [];
  const end = lineEndAt(text, step.end);
  const eol = lineBreakOf(text);
  const moved = { start: end, end, newText: early.map(({ source }) => eol + source).join('') };
  const level = removals.every((each) => each.level === 'safe') ? 'safe' : 'suggestion';
  return [{ title: 'move', level, edits: [...removals.flatMap(({ edits }) => edits), moved] }];
}
