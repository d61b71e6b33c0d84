import { quoted } from '../../../facts/commands/splitting.ts';
import { covers } from '../../../base/span.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';

export const rule = defineRule({
  id: 'unquoted-substitution',
  category: 'correctness',
  severity: 'hint',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC2046'],
  checks: [],
  summary: 'The output of a command without quotes is split at blanks and expanded as a pattern.',
  messages: {
    split: 'If the output has blanks or "*", this becomes several words. Put it in double quotes.',
    quote: 'Put it in double quotes',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0 || script.substitutions.every((one) => one.quoted)) return;
      const commands = context.facts.commandsOf(instruction);
      for (const { command, packages, program } of commands) {
        if (packages || (program !== undefined && takesList(program))) continue;
        for (const word of command.args) {
          for (const part of word.substitutions) {
            // A part of a word: alone, several words are what the author wants as often as not.
            const inner = commands.filter((one) => covers(part, one.command));
            if (part.quoted || part.form === 'process' || part.end - part.start === word.end - word.start || inner.every((one) => printsOneWord(one))) continue; // prettier-ignore
            context.report({
              at: part,
              message: 'split',
              fixes: [{ title: 'quote', level: 'suggestion', edits: [quoted(word, part, context.text)] }],
            });
          }
        }
      }
    },
  },
});

/** Commands whose arguments are lists of words, so that the output is split on purpose. */
function takesList(program: string): boolean {
  return hasRole(program, 'declaration', 'evaluatingBuiltin', 'printer') || program === 'kill' || program === 'set';
}

/** Whether what a command prints is one word without blanks for certain. */
function printsOneWord({ program, args }: CommandFact): boolean {
  return (
    program !== undefined &&
    (hasRole(program, 'oneWordPrinter') || (program === 'dpkg' && args.some(({ value }) => value.startsWith('--print-'))))
  );
}
