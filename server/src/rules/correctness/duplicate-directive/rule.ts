import { deleteLines } from '../../../base/layout.ts';
import { defineRule } from '../../../linter/rule.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

export const rule = defineRule({
  id: 'duplicate-directive',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['DUPLICATED_ESCAPE_DIRECTIVE'],
  checks: [27],
  summary: 'A parser directive is repeated.',
  messages: {
    duplicate: 'Duplicate directive "{name}": only one is allowed, so the build fails.',
    remove: 'Remove the second "{name}"',
  },
  yields: true,
  on: {
    file(context) {
      reportProblems('duplicate-directive', context, ({ start, end, data }) => [
        { title: 'remove', data, level: 'suggestion', edits: [deleteLines(context.text, { start, end })] },
      ]);
    },
  },
});
