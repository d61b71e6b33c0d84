import { blanksOf } from '../../../formatting/between.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'missing-final-newline',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the layout',
  since: '0.1.0',
  aliases: ['eol-last', 'DD073'],
  checks: [235],
  summary: 'The last line does not end with a line break.',
  messages: {
    found: 'The last line has no line break: a line that is added later also changes this one, and "cat" joins it with the next file.',
    add: 'Add a line break at the end of the file',
  },
  on: {
    *file(context) {
      if (context.text.endsWith('\n')) return;
      const { end } = yield* blanksOf(context.model);
      if (!end || end.breaks > 0) return;
      context.report({
        at: { start: end.start, end: end.start },
        message: 'found',
        fixes: [{ title: 'add', level: 'safe', edits: [{ start: end.end, end: end.end, newText: end.eol }] }],
      });
    },
  },
});
