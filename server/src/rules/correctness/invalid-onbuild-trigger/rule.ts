import { keywords } from '../../../syntax/keywords.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { mostSimilar, onlyNeighbor } from '../../../base/similar.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Report } from '../../../linter/rule.ts';

type MessageId = 'not-allowed' | 'chained' | 'unknown' | 'similar' | 'remove-second' | 'rename';

export const rule = defineRule<MessageId>({
  id: 'invalid-onbuild-trigger',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'a keyword with one wrong letter is corrected',
  since: '0.1.0',
  aliases: ['DL3043', 'tally/invalid-onbuild-trigger'],
  checks: [31, 32, 33],
  summary: 'ONBUILD triggers an instruction that is not allowed.',
  messages: {
    'not-allowed': 'ONBUILD cannot trigger {keyword}, so the build fails.',
    chained: 'ONBUILD cannot trigger another ONBUILD, so the build fails.',
    unknown: 'Unknown instruction "{word}": every build that uses this image fails.',
    similar: 'Unknown instruction "{word}": every build that uses this image fails. Did you mean {instruction}?',
    'remove-second': 'Remove the second ONBUILD',
    rename: 'Replace with {instruction}',
  },
  on: {
    ONBUILD({ trigger }, context) {
      const report = trigger && reportOf(trigger, context.text);
      if (report) context.report({ at: trigger.keywordSpan, ...report });
    },
  },
});

/** Triggers that BuildKit rejects, and triggers that it stores without a check and that fail in the next build (instructions/parse.go). */
function reportOf({ keyword, known, keywordSpan, trigger }: Instruction, text: string): Omit<Report<MessageId>, 'at'> | undefined {
  if (keyword === 'FROM' || keyword === 'MAINTAINER') return { message: 'not-allowed', data: { keyword } };
  if (keyword === 'ONBUILD') {
    const edits = trigger ? [{ start: keywordSpan.start, end: trigger.start, newText: '' }] : [];
    return { message: 'chained', fixes: trigger ? [{ title: 'remove-second', level: 'suggestion', edits }] : [] };
  }
  if (known) return undefined;
  const word = text.slice(keywordSpan.start, keywordSpan.end);
  const instruction = mostSimilar(keyword, keywords);
  if (!instruction) return { message: 'unknown', data: { word } };
  const newText = word === word.toLowerCase() ? instruction.toLowerCase() : instruction;
  const isOnly = word === word.toUpperCase() && onlyNeighbor(word, keywords) === instruction;
  const level =
    isOnly && instruction !== 'FROM' && instruction !== 'ONBUILD' && instruction !== 'MAINTAINER'
      ? ('safe' as const)
      : ('suggestion' as const);
  const fix = { title: 'rename' as const, data: { instruction }, level, edits: [{ ...keywordSpan, newText }] };
  return { message: 'similar', data: { word, instruction }, fixes: [fix] };
}
