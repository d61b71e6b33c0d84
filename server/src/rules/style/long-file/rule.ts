import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'long-file',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: ['max-lines'],
  checks: [242],
  summary: 'The file has very many lines.',
  messages: {
    found:
      'The file has {count} lines without comments and blank lines, more than {max}. Move scripts to files, or parts to an image of their own.',
  },
  options: { max: 300 },
  optionTexts: { max: 'How many lines a file may have, without comments and blank lines.' },
  on: {
    file(context) {
      const { instructions, text } = context.model.tree;
      const { max } = context.options;
      const last = instructions.at(-1);
      // Without counting: a file is rarely so long.
      if (!last || instructions.length + text.length / 2 <= max) return;
      let count = 0;
      for (const { source, comments } of instructions) {
        count += source.split('\n').filter((line) => line.trim() !== '').length - comments.length;
      }
      if (count > max) context.report({ at: last.keywordSpan, message: 'found', data: { count, max } });
    },
  },
});
