import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule<'long', { readonly max: number }>({
  id: 'long-run-line',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'none',
  since: '0.1.0',
  aliases: ['S7020'],
  checks: [183],
  summary: 'A line of RUN is long and could be broken.',
  messages: { long: 'This line has {length} characters, more than {max}. Break it with "{escape}" before an operator or an argument.' },
  options: { max: 160 },
  optionTexts: { max: 'The largest number of characters in a line of `RUN`.' },
  onbuild: true,
  on: {
    RUN({ source, start, heredocs }, context) {
      const { max } = context.options;
      if (source.length <= max) return;
      // The text of a here-document belongs to another file or script.
      const end = heredocs.reduce((least, { body }) => Math.min(least, body.start - start), source.length);
      let from = 0;
      for (const line of source.slice(0, end).split('\n')) {
        const text = line.trimEnd();
        if (text.length > max && isBreakable(text, max)) {
          const at = { start: start + from + max, end: start + from + text.length };
          context.report({ at, message: 'long', data: { length: text.length, max, escape: context.model.tree.escape } });
        }
        from += line.length + 1;
      }
    },
  },
});

/** Whether there is a space in the line, outside of quotes, before the limit: an address or a long string stays in one piece. */
function isBreakable(line: string, max: number): boolean {
  const words = line.trimStart().replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, (quoted) => 'x'.repeat(quoted.length));
  const longest = Math.max(...words.split(/[ \t]+/).map((word) => word.length));
  return longest + 8 < max && /\S[ \t]+\S+[ \t]+\S/.test(words);
}
