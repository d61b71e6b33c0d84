import type { TextEdit } from '../../../base/edit.ts';
import { slice } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import { casingOf } from '../../../syntax/keywords.ts';
import type { Instruction } from '../../../syntax/tree.ts';

export const rule = defineRule({
  id: 'instruction-casing',
  category: 'style',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'the letter case of instructions, and of AS in FROM',
  since: '0.1.0',
  aliases: ['ConsistentInstructionCasing'],
  checks: [233],
  summary: 'An instruction has another letter case than most in the file.',
  messages: {
    upper: 'Docker warns in every build: most instructions of this file are in upper case, so "{name}" should be {changed}.',
    lower: 'Docker warns in every build: most instructions of this file are in lower case, so "{name}" should be {changed}.',
    change: 'Change to {changed}',
  },
  on: {
    // validateCommandCasing of BuildKit, dockerfile2llb/validations.go. It does not count the ARGs before the first FROM.
    file({ model, text, report }) {
      // A keyword that continues on the next line is written with more characters than it has.
      const instructions = model.stages
        .flatMap((stage) => stage.instructions)
        .filter(({ known, keyword, keywordSpan }) => known && keywordSpan.end - keywordSpan.start === keyword.length);
      const written = instructions.map(({ keywordSpan }) => slice(text, keywordSpan));
      const casings = written.map(casingOf);
      const count = (wanted: 'lower' | 'upper'): number => casings.filter((casing) => casing === wanted).length;
      const majority = count('lower') > count('upper') ? 'lower' : 'upper';
      for (const [i, instruction] of instructions.entries()) {
        if (casings[i] === majority) continue;
        const changed = inCase(majority, instruction.keyword);
        report({
          at: instruction.keywordSpan,
          message: majority,
          data: { name: written[i]!, changed },
          fixes: [{ title: 'change', data: { changed }, level: 'safe', edits: editsOf(instruction, changed, majority) }],
        });
      }
    },
  },
});

/** AS has the letter case of its FROM, unless the FROM is of mixed case: then both change. */
function editsOf({ keyword, keywordSpan, words }: Instruction, changed: string, majority: 'lower' | 'upper'): TextEdit[] {
  const edit = { ...keywordSpan, newText: changed };
  const as = keyword === 'FROM' && words.length > 2 ? words[1]! : undefined;
  const hasOwnText = as !== undefined && /^as$/i.test(as.text) && as.end - as.start === as.text.length;
  return hasOwnText ? [edit, { start: as.start, end: as.end, newText: inCase(majority, as.text) }] : [edit];
}

function inCase(casing: 'lower' | 'upper', text: string): string {
  return casing === 'lower' ? text.toLowerCase() : text.toUpperCase();
}
