import { shellProgramOf } from '../../../facts/commands/shell-program.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'echo-escapes',
  category: 'correctness',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC2028'],
  checks: [],
  summary: 'echo of this shell writes \\n as two characters.',
  messages: {
    literal: 'echo of {shell} writes "{escape}" as two characters, not as a line break or tab. Use printf.',
    printf: 'Use printf',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || !/\becho\b[^]*\\[nt]/.test(instruction.source)) return;
      const shell = shellProgramOf(instruction, context.model);
      // The echo of dash does expand them.
      if (shell !== 'bash' && shell !== 'ash') return;
      for (const { name, nameWord, args, redirects, containers } of script.commands) {
        if (name !== 'echo' || !nameWord || (redirects.length === 0 && !containers.includes('pipeline'))) continue;
        if (args.some(({ value }) => /^-[neE]*e/.test(value))) continue;
        const [word] = args;
        const found = word && /^(["'])(?:(?!\1)[^\\]|\\[^nt])*(\\[nt])/s.exec(word.raw);
        // Text of another language keeps its escapes: JSON, regular expressions, code.
        if (!found || !word || args.length > 1 || /[{}()[\]]|\\\\/.test(word.raw)) continue;
        const quote = found[1]!;
        const isPlain = word.raw.endsWith(quote) && !/[%$`]/.test(word.raw) && word.raw.indexOf(quote, 1) === word.raw.length - 1;
        const edits = [
          { start: nameWord.start, end: nameWord.end, newText: 'printf' },
          { start: word.end - 1, end: word.end - 1, newText: '\\n' },
        ];
        context.report({
          at: word,
          message: 'literal',
          data: { shell, escape: found[2]! },
          fixes: isPlain ? [{ title: 'printf', level: 'suggestion', edits }] : [],
        });
      }
    },
  },
});
