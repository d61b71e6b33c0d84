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
      if (!last || !hasMoreLines(text, max)) return;
      let count = 0;
      for (const { source, comments } of instructions) {
        count += source.split('\n').filter((line) => line.trim() !== '').length - comments.length;
      }
      if (count > max) context.report({ at: last.keywordSpan, message: 'found', data: { count, max } });
    },
  },
});

/** Whether a text has more than this many lines. */
function hasMoreLines(text: string, max: number): boolean {
  let at = -1;
  for (let lines = 0; lines < max; lines++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return false;
  }
  return at < text.length - 1;
}
