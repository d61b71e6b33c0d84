import { gapAfterKeyword, gapsBetweenWords, isBroken } from '../../../formatting/instruction.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'repeated-spaces',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the layout',
  since: '0.1.0',
  aliases: ['no-multi-spaces'],
  checks: [236],
  summary: 'Several spaces or a tab where one space is enough.',
  messages: {
    found: 'One space is enough here. Words are easier to find and to compare with equal gaps.',
    replace: 'Use one space',
  },
  on: {
    instruction(instruction, context) {
      if (!/\S(?: {2}|\t| \t)/.test(instruction.source) || isBroken(instruction, context.model)) return;
      for (const edit of [...gapAfterKeyword(context.text, instruction), ...gapsBetweenWords(context.text, instruction)]) {
        const { start, end } = edit;
        context.report({ at: { start, end }, message: 'found', fixes: [{ title: 'replace', level: 'safe', edits: [edit] }] });
      }
    },
  },
});
