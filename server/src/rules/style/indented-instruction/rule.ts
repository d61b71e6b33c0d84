import type { Span } from '../../../base/span.ts';
import { blanksOf } from '../../../formatting/between.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'indented-instruction',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the layout',
  since: '0.1.0',
  aliases: ['consistent-indentation'],
  checks: [240],
  summary: 'An instruction or comment does not begin in the first column.',
  messages: {
    found: 'Instructions of all stages begin in the first column: an indented line looks like the continuation of the one above.',
    remove: 'Remove the indentation',
  },
  on: {
    *file(context) {
      const { text, instructions, comments, directives } = context.model.tree;
      // Most files have none, and need not be read.
      const isIndented = ({ start }: Span): boolean => start > 0 && text[start - 1] !== '\n';
      if (![instructions, comments, directives].some((parts) => parts.some(isIndented))) return;
      for (const { after, indent } of (yield* blanksOf(context.model)).gaps) {
        if (!after.movable || indent.start === indent.end) continue;
        context.report({ at: indent, message: 'found', fixes: [{ title: 'remove', level: 'safe', edits: [{ ...indent, newText: '' }] }] });
      }
    },
  },
});
