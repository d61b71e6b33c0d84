import { lintedDockerfile } from '../../../linter/linted-text.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'todo-comment',
  category: 'style',
  severity: 'hint',
  fix: 'none',
  since: '0.1.0',
  preset: 'all',
  aliases: ['S1135', 'DD072'],
  checks: [37],
  summary: 'A comment says that something is left to do.',
  messages: {
    todo: 'This comment says that something is left to do.',
  },
  on: {
    file({ model, report }) {
      for (const { text, start, end } of lintedDockerfile(model.tree).comments) {
        if (/(?:^|[^\w-])(?:TODO|FIXME|XXX)(?![\w-])/.test(text)) report({ at: { start, end }, message: 'todo' });
      }
    },
  },
});
