import { defineRule } from '../../../linter/rule.ts';

type Messages = 'space' | 'quote' | 'dash' | 'replace';

/** Characters that editors and web pages put in the place of others. https://www.unicode.org/charts/ (General Punctuation, Latin-1). */
const spaces = '\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff';
const found = new RegExp(`[${spaces}\u2018\u2019\u201c\u201d\u00b4]|(?<=(?:^|\\s))[\u2013\u2014](?=\\w)`);
const isSpace = new RegExp(`[${spaces}]`);

export const rule = defineRule<Messages>({
  id: 'unicode-in-shell',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['SC1015', 'SC1016', 'SC1018', 'SC1077', 'SC1100', 'SC1110', 'SC1111', 'SC1112'],
  checks: [],
  summary: 'A character only looks like a space, a quote or a dash, and the shell reads it as text.',
  messages: {
    space: 'This is a special space (U+{code}), which is text for the shell and joins two words. Replace it with a space.',
    quote: 'This is a typographic quote (U+{code}), which is text for the shell. Use {plain}.',
    dash: 'This is a long dash (U+{code}), with which no option begins. Use "-".',
    replace: 'Replace with {plain}',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      if (!found.test(instruction.source)) return;
      const script = context.scriptOf(instruction);
      if (!script || script.opaque) return;
      for (const { nameWord, args, assignments } of script.commands) {
        const words = [...assignments.flatMap(({ value }) => value ?? []), ...(nameWord ? [nameWord] : []), ...args];
        for (const word of words) {
          // In quotes, it may be text.
          const bare = word.raw.replace(/"(?:\\.|[^"\\])*"|'[^']*'/gs, (quoted) => ' '.repeat(quoted.length));
          const match = found.exec(bare);
          if (!match || word.substitutions.length > 0) continue;
          const [character] = match;
          const start = word.start + match.index;
          const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
          const message = isSpace.test(character) ? 'space' : /[\u2013\u2014]/.test(character) ? 'dash' : 'quote';
          const plain = message === 'space' ? ' ' : message === 'dash' ? '-' : /[\u201c\u201d]/.test(character) ? '"' : "'";
          // A single apostrophe in plain text is text.
          if (message === 'quote' && /[\u2019\u00b4]/.test(character) && /\w$/.test(bare.slice(0, match.index))) continue;
          // Chinese and Japanese text has these quotes.
          if (message === 'quote' && /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u.test(word.raw)) continue;
          const edits = [{ start, end: start + character.length, newText: plain }];
          context.report({
            at: { start, end: start + character.length },
            message,
            data: { code, plain },
            fixes: [{ title: 'replace', data: { plain: message === 'space' ? 'U+0020' : plain }, level: 'suggestion', edits }],
          });
        }
      }
    },
  },
});
