import { defineRule } from '../../../linter/rule.ts';
import { deleteLine } from '../../../linter/edits/ignore-lines.ts';

export const rule = defineRule({
  id: 'invalid-ignore-pattern',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  summary: 'A line of .dockerignore is no pattern, so that the build fails.',
  messages: {
    'empty-exception': 'There is no pattern behind the "!": the build fails on this line.',
    'bad-syntax': 'A "[" is open, empty or out of order, or a backslash stands at the end: the build fails on this line.',
    escape: 'Take "[" for itself',
    delete: 'Delete the line',
  },
  on: {
    ignoreFile({ file, report }) {
      for (const { code, start, end } of file.problems) {
        const bracket = file.text.slice(start, end).search(/(?<!\\)\[/);
        const escape = { start: start + bracket, end: start + bracket, newText: '\\' };
        report({
          at: { start, end },
          message: code,
          fixes: [
            ...(bracket < 0 ? [] : [{ title: 'escape' as const, level: 'suggestion' as const, edits: [escape] }]),
            { title: 'delete', level: 'suggestion', edits: [deleteLine(file, { start, end })] },
          ],
        });
      }
    },
  },
});
