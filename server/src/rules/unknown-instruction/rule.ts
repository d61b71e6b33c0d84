import { keywords } from '../../syntax/keywords.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { lineStartAt } from '../../text/layout.ts';
import { mostSimilar } from '../../text/similar.ts';
import { defineRule, type RuleContext } from '../rule.ts';

export const rule = defineRule({
  id: 'unknown-instruction',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/unknown-instruction'],
  summary: 'A line begins with a word that is no instruction.',
  messages: {
    unknown: '{word} is not an instruction, so the build stops here.',
    similar: '{word} is not an instruction, so the build stops here. Did you mean {instruction}?',
    continued: '{word} is not an instruction, so the build stops here. Is a {escape} missing at the end of the line above?',
    rename: 'Replace with {instruction}',
    continue: 'Continue the line above',
  },
  on: {
    instruction(instruction, context) {
      if (instruction.known) return;
      const word = context.text.slice(instruction.keywordSpan.start, instruction.keywordSpan.end);
      const meant = mostSimilar(instruction.keyword, keywords);
      if (meant) {
        const newText = isLowerCase(context.text, instruction) ? meant.toLowerCase() : meant;
        context.report({
          at: instruction.keywordSpan,
          message: 'similar',
          data: { word, instruction: meant },
          fixes: [{ title: 'rename', data: { instruction: meant }, level: 'suggestion', edits: [{ ...instruction.keywordSpan, newText }] }],
        });
        return;
      }
      const above = lineToContinue(instruction, context);
      if (!above) context.report({ at: instruction.keywordSpan, message: 'unknown', data: { word } });
      else {
        const { escape } = context.model.tree;
        const edits = [{ start: above.end, end: above.end, newText: ` ${escape}` }];
        context.report({
          at: instruction.keywordSpan,
          message: 'continued',
          data: { word, escape },
          fixes: [{ title: 'continue', level: 'suggestion', edits }],
        });
      }
    },
  },
});

function isLowerCase(text: string, { keywordSpan }: Instruction): boolean {
  const word = text.slice(keywordSpan.start, keywordSpan.end);
  return word === word.toLowerCase();
}

/**
 * The instruction that the line looks like a part of. It stands right above; the line is indented or opens with no letter; and what the
 * line says could go on there: a shell command anything, ENV and LABEL a pair.
 */
function lineToContinue(instruction: Instruction, { model, text }: RuleContext): Instruction | undefined {
  const above = model.tree.instructions[model.tree.instructions.indexOf(instruction) - 1];
  if (!above || above.heredocs.length > 0 || above.bodyText === '') return undefined;
  const lineStart = lineStartAt(text, instruction.start);
  const standsRightAbove = /^(?:\r\n|\r|\n)$/.test(text.slice(above.end, lineStart));
  const looksContinued = instruction.start > lineStart || !/^[A-Z]/i.test(instruction.keyword);
  const fits = goesOn.shell.has(above.keyword) ? !above.json : goesOn.pairs.has(above.keyword) && instruction.keyword.includes('=');
  return standsRightAbove && looksContinued && fits ? above : undefined;
}

const goesOn = { shell: new Set(['RUN', 'CMD', 'ENTRYPOINT']), pairs: new Set(['ENV', 'LABEL']) };
