import { defineRule } from '../../../linter/rule.ts';
import { deleteLine } from '../../../linter/edits/ignore-lines.ts';

export const rule = defineRule({
  id: 'invalid-ignore-pattern',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A line in .dockerignore is not a valid pattern, so the build fails.',
  messages: {
    'empty-exception': 'Missing pattern after "!", so the build fails.',
    'bad-syntax': 'Invalid pattern, so the build fails: "[" is not closed, empty or out of order, or the line ends with a backslash.',
    escape: 'Escape "["',
    delete: 'Delete this line',
  },
  on: {
    ignoreFile({ file, users, report }) {
      const isOnWindows = users.some(({ model }) => model.stages.some(({ os }) => os === 'windows'));
      for (const { code, start, end } of file.problems) {
        // Docker on Windows reads a backslash as a slash: `obj\\Docker\\`.
        if (isOnWindows && code === 'bad-syntax' && !file.text.slice(start, end).includes('[')) continue;
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
