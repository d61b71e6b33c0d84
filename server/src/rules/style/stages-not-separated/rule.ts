import { lineStartAt } from '../../../base/layout.ts';
import { blanksOf } from '../../../formatting/between.ts';
import { defineRule } from '../../../linter/rule.ts';

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
      // Most files need not be read.
      if (model.stages.slice(1).every(({ from }) => isBelowEmptyLine(from.start, text))) return;
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

/** Whether an empty line is above the line of an offset, or above the comments there. */
function isBelowEmptyLine(offset: number, text: string): boolean {
  for (let end = lineStartAt(text, offset); end > 0;) {
    const start = lineStartAt(text, end - 1);
    const line = text.slice(start, end).trim();
    if (!line.startsWith('#')) return line === '';
    end = start;
  }
  return false;
}
