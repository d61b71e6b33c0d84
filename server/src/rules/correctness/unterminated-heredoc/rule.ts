import { defineRule } from '../../../linter/rule.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

export const rule = defineRule({
  id: 'unterminated-heredoc',
  category: 'correctness',
  severity: 'error',
  fix: 'none',
  since: '0.1.0',
  aliases: ['SC1040'],
  checks: [24],
  summary: 'A here-document has no line that ends it.',
  messages: {
    missing: 'This here-document is not closed, so the build fails. Add the line "{name}".',
    spaces: 'This here-document is not closed, so the build fails: "{name}" must be on a line of its own, without spaces.',
  },
  yields: true,
  on: {
    file(context) {
      reportProblems('unterminated-heredoc', context);
    },
  },
});
