import { deleteLines, lineBreakOf, lineStartAt } from '../../../base/layout.ts';
import { syntaxInUse } from '../../../model/syntax-in-use.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix } from '../../../linter/rule.ts';
import type { DockerfileTree, Instruction } from '../../../syntax/tree.ts';

export const rule = defineRule({
  id: 'missing-from',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'FROM moves above the instructions before it, with which the build fails',
  since: '0.1.0',
  aliases: ['DL3061', 'tally/require-stages'],
  checks: [3, 4],
  summary: 'An instruction comes before the first FROM.',
  messages: {
    none: 'Missing FROM: {keyword} has no base image, so the build fails.',
    'only-arg': 'Missing FROM: there is no stage after the ARG instructions, so the build fails.',
    before: '{keyword} is not allowed before the first FROM, so the build fails. Only ARG is.',
    from: 'The first FROM',
    move: 'Move FROM above',
  },
  on: {
    file({ model: { tree }, report }) {
      if (syntaxInUse(tree) === 'foreign') return;
      const last = tree.instructions.at(-1);
      if (last && tree.instructions.every(({ keyword }) => keyword === 'ARG')) return report({ at: last.keywordSpan, message: 'only-arg' });
      const first = tree.instructions.find(({ keyword }) => keyword !== 'ARG');
      // An unknown instruction may be a misspelled FROM.
      if (!first?.known || first.keyword === 'FROM') return;
      const from = tree.instructions.find(({ keyword }) => keyword === 'FROM');
      report({
        at: first.keywordSpan,
        message: from ? 'before' : 'none',
        data: { keyword: first.keyword },
        related: from ? [{ at: from.keywordSpan, message: 'from' }] : [],
        fixes: from ? moveFrom(from, first, tree) : [],
      });
    },
  },
});

/**
 * The instructions above can only belong to the stage below, if there is no other. Not safe if a stage may be missing, or if FROM uses a variable that is
 * set between the two.
 */
function moveFrom(from: Instruction, first: Instruction, { instructions, text }: DockerfileTree): readonly ReportedFix<'move'>[] {
  if (from.comments.length > 0 || lineStartAt(text, first.start) !== first.start || lineStartAt(text, from.start) !== from.start) return [];
  const between = instructions.filter(({ start }) => start >= first.start && start < from.start);
  const isOnly = instructions.filter(({ keyword }) => keyword === 'FROM').length === 1;
  const hasOtherSource = instructions.some(({ flags }) => flags.some(({ name, value }) => name === 'from' || /\bfrom=/.test(value ?? '')));
  const isPlain = between.every(({ known, keyword }) => known && (keyword !== 'ARG' || from.variables.length === 0));
  const level = isOnly && !hasOtherSource && isPlain ? 'safe' : 'suggestion';
  const line = text.slice(from.start, from.end) + lineBreakOf(text);
  return [{ title: 'move', level, edits: [{ start: first.start, end: first.start, newText: line }, deleteLines(text, from)] }];
}
