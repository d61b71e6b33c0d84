import { blanksOf } from '../../../formatting/between.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';

export const rule = defineRule({
  id: 'stages-not-separated',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the layout',
  since: '0.1.0',
  aliases: ['newline-between-instructions'],
  checks: [238],
  summary: 'There is no blank line between two stages.',
  messages: {
    found: 'There is no blank line before this stage. With one, readers see where a stage begins.',
    insert: 'Insert a blank line before the stage',
  },
  on: {
    *file(context) {
      const { model, text } = context;
      const isBelowEmptyLine = ({ from }: Stage): boolean =>
        /\n[ \t\r]*\n[ \t]*$/.test(text.slice(Math.max(0, from.start - 100), from.start));
      if (model.stages.slice(1).every(isBelowEmptyLine)) return;
      for (const { stage, breaks, indent, eol } of (yield* blanksOf(context.model)).gaps) {
        if (!stage || breaks > 1) continue;
        context.report({
          at: stage.keywordSpan,
          message: 'found',
          fixes: [{ title: 'insert', level: 'safe', edits: [{ start: indent.start, end: indent.start, newText: eol }] }],
        });
      }
    },
  },
});
