import { quoted, splitVariables } from '../../../facts/commands/splitting.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'unquoted-variable',
  category: 'correctness',
  severity: 'hint',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['SC2086', 'S6570'],
  checks: [166],
  summary: 'A variable without quotes is split at blanks and expanded as a pattern.',
  messages: {
    split: 'If the value of {name} has blanks or "*", this becomes several words. Put it in double quotes.',
    quote: 'Put it in double quotes',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0 || script.variables.every((variable) => variable.quoted)) return;
      const done = new Set<number>();
      for (const command of context.facts.commandsOf(instruction)) {
        for (const { word, ...variable } of splitVariables(command, instruction, context.model)) {
          if (done.has(word.start)) continue;
          done.add(word.start);
          const edits = [quoted(word, variable, context.text)];
          context.report({
            at: { start: variable.start, end: variable.end },
            message: 'split',
            data: { name: variable.name },
            fixes: [{ title: 'quote', level: 'suggestion', edits }],
          });
        }
      }
    },
  },
});
