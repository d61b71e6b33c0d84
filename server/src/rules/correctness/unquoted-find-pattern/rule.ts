import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'unquoted-find-pattern',
  category: 'correctness',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC2061'],
  checks: [],
  summary: 'The shell replaces a pattern of find with the names of files in the working directory.',
  messages: {
    replaced: 'If a file in the working directory matches {pattern}, find gets its name instead of the pattern. Quote it.',
    quote: 'Quote the pattern',
  },
  onbuild: true,
  on: {
    command({ program, args }, _instruction, { report }) {
      if (program !== 'find') return;
      for (const [i, word] of args.entries()) {
        if (word.globs.length === 0 || !/^-(?:i?name|i?path|i?wholename|i?regex|i?lname)$/.test(args[i - 1]?.value ?? '')) continue;
        const isPlain = !/["'\\$`]/.test(word.raw);
        const edits = [{ start: word.start, end: word.end, newText: `'${word.raw}'` }];
        report({
          at: word,
          message: 'replaced',
          data: { pattern: word.raw },
          fixes: isPlain ? [{ title: 'quote', level: 'suggestion', edits }] : [],
        });
      }
    },
  },
});
