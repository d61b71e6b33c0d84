import { deleteLines } from '../../../base/layout.ts';
import type { Span } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';

export const rule = defineRule({
  id: 'empty-continuation-line',
  category: 'correctness',
  severity: 'info',
  fix: 'safe',
  mayChange: 'empty lines between the continued lines of an instruction are removed',
  since: '0.1.0',
  aliases: ['NoEmptyContinuation', 'DD076'],
  checks: [13],
  summary: 'An empty line is inside an instruction that continues over several lines.',
  messages: {
    empty: 'Docker warns in every build: an empty line inside an instruction will be an error in a future version.',
    remove: 'Remove the empty lines',
  },
  on: {
    instruction(instruction, context) {
      if (instruction.continuations.length === 0 || !/\n[ \t]*\r?\n/.test(instruction.source)) return;
      const lines = emptyLines(instruction);
      const [first] = lines;
      if (!first) return;
      const { text } = context;
      const edits = lines.map((line) => deleteLines(text, line));
      context.report({
        at: { start: first.start, end: first.start },
        message: 'empty',
        fixes: [{ title: 'remove', level: 'safe', edits }],
      });
    },
  },
});

/** The empty lines between continued lines, each with its line break. Comments end no instruction, and are no empty lines. */
function emptyLines({ source, start, continuations }: Instruction): readonly Span[] {
  return continuations.flatMap((at) => {
    const part = source.slice(at.start - start, at.end - start);
    const found: Span[] = [];
    for (let from = part.indexOf('\n') + 1; from > 0 && from < part.length;) {
      const end = part.indexOf('\n', from);
      if (end < 0) break;
      if (part.slice(from, end).trim() === '') found.push({ start: at.start + from, end: at.start + end });
      from = end + 1;
    }
    return found;
  });
}
