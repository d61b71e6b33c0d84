import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'empty-dockerignore',
  category: 'security',
  severity: 'info',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [111],
  summary: '.dockerignore excludes nothing.',
  messages: {
    empty: 'No line excludes anything, so that COPY . copies .git and everything else. Exclude what no image needs.',
    add: 'Exclude .git',
  },
  on: {
    ignoreFile({ file, report }) {
      if (file.patterns.some(({ negated }) => !negated) || file.problems.length > 0) return;
      const lineBreak = file.text.includes('\r\n') ? '\r\n' : '\n';
      const { length } = file.text;
      const newText = `${length > 0 && !file.text.endsWith('\n') ? lineBreak : ''}.git${lineBreak}`;
      const [firstLine = ''] = file.text.split(/\r?\n/, 1);
      report({
        at: { start: 0, end: firstLine.length },
        message: 'empty',
        fixes: [{ title: 'add', level: 'suggestion', edits: [{ start: length, end: length, newText }] }],
      });
    },
  },
});
