import { defineRule } from '../../../linter/rule.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

export const rule = defineRule({
  id: 'invalid-escape-directive',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['INVALID_ESCAPE_DIRECTIVE'],
  checks: [26],
  summary: 'The escape directive has an invalid value.',
  messages: {
    value: 'Invalid escape character "{value}", so the build fails. Use \\ or `.',
    use: 'Replace with a backtick',
  },
  yields: true,
  on: {
    file(context) {
      reportProblems('invalid-escape-directive', context, ({ start, end }) =>
        // A backslash is the default, so that the author probably means the backtick, unless lines are continued with backslashes.
        /\\[ \t]*\r?\n/.test(context.text) ? [] : [{ title: 'use', level: 'suggestion', edits: [{ start, end, newText: '`' }] }],
      );
    },
  },
});
