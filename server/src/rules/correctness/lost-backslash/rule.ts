import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'lost-backslash',
  category: 'correctness',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC1001', 'SC1012'],
  checks: [],
  summary: 'The shell removes a backslash outside quotes before the program sees it.',
  messages: {
    lost: 'Outside quotes, the shell removes this backslash: {program} gets "{value}". Put the word in single quotes.',
    quote: 'Put the word in single quotes',
  },
  onbuild: true,
  on: {
    command({ program, command, args, inner }, _instruction, { report }) {
      if (program === undefined || inner !== command) return;
      for (const word of args) {
        // Letters and digits that mean something for a program: `\n`, `\d`, `\1`. Elsewhere, the author escapes for the shell.
        if (!/(?:^|[^\\])(?:\\\\)*\\[bdnrstwDSW1-9]/.test(word.raw) || /["'$`\n]/.test(word.raw)) continue;
        const isPattern = hasRole(program, 'patternProgram', 'printer') || program === 'tr';
        if (!isPattern || !/^[^\\]*(?:\\.[^\\]*)+$/.test(word.raw)) continue;
        const edits = [{ start: word.start, end: word.end, newText: `'${word.raw}'` }];
        report({
          at: word,
          message: 'lost',
          data: { program, value: word.value },
          fixes: [{ title: 'quote', level: 'suggestion', edits }],
        });
      }
    },
  },
});
