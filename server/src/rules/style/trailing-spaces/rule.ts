import type { Span } from '../../../base/span.ts';
import { blanksOf } from '../../../formatting/between.ts';
import { isBroken, trailingSpaces } from '../../../formatting/instruction.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'trailing-spaces',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the layout',
  since: '0.1.0',
  aliases: ['no-trailing-spaces', 'DD075'],
  checks: [234],
  summary: 'A line ends with spaces or tabs.',
  messages: {
    found: 'The line ends with spaces. They are invisible, and editors that remove them change lines that nobody edited.',
    remove: 'Remove the spaces at the end of the line',
  },
  on: {
    instruction(instruction, context) {
      if (!/[ \t](?:\r?\n|$)/.test(instruction.source) || isBroken(instruction, context.model)) return;
      for (const edit of trailingSpaces(context.text, instruction)) report(edit, context);
    },
    *file(context) {
      const { text } = context.model.tree;
      if (!/[^\S\r\n](?:\r?\n|$)/.test(text)) return;
      const { gaps, end } = yield* blanksOf(context.model);
      for (const { before, breaks, tail, indent } of gaps) {
        if (breaks === 0) continue;
        if (before?.movable ?? true) report(tail, context);
        reportBlankLines({ start: tail.end, end: indent.start }, text, context);
      }
      if (!end) return;
      report(end.tail, context);
      reportBlankLines({ start: end.tail.end, end: end.end }, text, context);
    },
  },
});

/** Reports the blanks in lines that contain nothing else. */
function reportBlankLines({ start, end }: Span, text: string, context: RuleContext<'found' | 'remove'>): void {
  for (const { 0: blanks, index } of text.slice(start, end).matchAll(/[^\S\r\n]+/g))
    report({ start: start + index, end: start + index + blanks.length }, context);
}

function report({ start, end }: Span, context: RuleContext<'found' | 'remove'>): void {
  if (start === end) return;
  context.report({
    at: { start, end },
    message: 'found',
    fixes: [{ title: 'remove', level: 'safe', edits: [{ start, end, newText: '' }] }],
  });
}
