import { keywords } from '../../../syntax/keywords.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { mostSimilar, onlyNeighbor } from '../../../base/similar.ts';
import { defineRule } from '../../../linter/rule.ts';
import { withoutInstruction } from '../../../linter/edits/removal.ts';
import type { Report, RuleContext } from '../../../linter/rule.ts';

type MessageId = 'not-allowed' | 'chained' | 'unknown' | 'similar' | 'remove-second' | 'remove' | 'rename';

export const rule = defineRule<MessageId>({
  id: 'invalid-onbuild-trigger',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'a keyword with one wrong letter is corrected, or the second ONBUILD is removed',
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
    remove: 'Remove the instruction',
    rename: 'Replace with {instruction}',
  },
  on: {
    ONBUILD(instruction, context) {
      const { trigger } = instruction;
      const report = trigger && reportOf(trigger, instruction, context);
      if (report) context.report({ at: trigger.keywordSpan, ...report });
    },
  },
});

const notTriggered: ReadonlySet<string> = new Set(['FROM', 'MAINTAINER', 'ONBUILD']);

/** Triggers that BuildKit rejects, and triggers that it stores without a check and that fail in the next build (instructions/parse.go). */
function reportOf(
  { keyword, known, keywordSpan, trigger, comments }: Instruction,
  onbuild: Instruction,
  context: RuleContext<MessageId>,
): Omit<Report<MessageId>, 'at'> | undefined {
  const { text } = context;
  if (keyword === 'FROM' || keyword === 'MAINTAINER') {
    const removal = withoutInstruction(onbuild, { all: context.stageOf(onbuild)?.instructions ?? [onbuild], text });
    return { message: 'not-allowed', data: { keyword }, fixes: removal && [{ title: 'remove', ...removal, level: 'suggestion' }] };
  }
  if (keyword === 'ONBUILD') {
    const edits = trigger ? [{ start: keywordSpan.start, end: trigger.start, newText: '' }] : [];
    // Docker has no trigger for the image after the next one, so that this can only become a trigger for the next one.
    const isValid = trigger?.known && !notTriggered.has(trigger.keyword) && trigger.bodyText !== '' && comments.length === 0;
    return { message: 'chained', fixes: trigger ? [{ title: 'remove-second', level: isValid ? 'safe' : 'suggestion', edits }] : [] };
  }
  if (known) return undefined;
  const word = text.slice(keywordSpan.start, keywordSpan.end);
  const instruction = mostSimilar(keyword, keywords);
  if (!instruction) return { message: 'unknown', data: { word } };
  const newText = word === word.toLowerCase() ? instruction.toLowerCase() : instruction;
  const isOnly = word === word.toUpperCase() && onlyNeighbor(word, keywords) === instruction;
  const level = isOnly && !notTriggered.has(instruction) ? ('safe' as const) : ('suggestion' as const);
  const fix = { title: 'rename' as const, data: { instruction }, level, edits: [{ ...keywordSpan, newText }] };
  return { message: 'similar', data: { word, instruction }, fixes: [fix] };
}
