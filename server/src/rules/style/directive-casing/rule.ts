import { slice } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'directive-casing',
  category: 'style',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'the letter case of the name of a parser directive',
  since: '0.1.0',
  preset: 'all',
  aliases: ['CASING_DIRECTIVE', 'ED0003'],
  checks: [28],
  summary: 'A parser directive is not in lower case.',
  messages: {
    upper: 'Parser directives are in lower case by convention.',
    change: 'Change to {name}',
  },
  on: {
    file({ model, text, report }) {
      for (const { name, nameSpan } of model.tree.directives) {
        if (slice(text, nameSpan) === name) continue;
        const edits = [{ ...nameSpan, newText: name }];
        report({ at: nameSpan, message: 'upper', fixes: [{ title: 'change', data: { name }, level: 'safe', edits }] });
      }
    },
  },
});
