import { indentationAt, lineBreakOf } from '../../../base/layout.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import { isClosedValue } from '../../../syntax/quotes.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'separate' | 'join' | 'more';

export const rule = defineRule<Messages>({
  id: 'separate-labels',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'adjacent LABEL instructions become one',
  since: '0.1.0',
  aliases: ['tally/labels/prefer-grouped'],
  checks: [231],
  summary: 'Adjacent LABEL instructions can be one.',
  messages: {
    separate: '{count} LABEL instructions follow each other. One instruction with a line for each label is easier to read.',
    join: 'Join {count} LABEL instructions',
    more: 'Another LABEL',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      for (const group of groups(stage, context.text)) {
        const data = { count: group.length };
        const edits = group.slice(1).map((label, i) => joinEdit(group[i]!, label, group[0]!, context));
        context.report({
          at: group[0]!.keywordSpan,
          message: 'separate',
          data,
          related: group.slice(1).map(({ keywordSpan }) => ({ at: keywordSpan, message: 'more' })),
          fixes: [{ title: 'join', data, level: 'safe', edits }],
        });
      }
    },
  },
});

/** Adjacent LABEL instructions without an empty line or a comment between them. */
function groups({ instructions }: Stage, text: string): readonly (readonly Instruction[])[] {
  const found: Instruction[][] = [];
  let group: Instruction[] = [];
  for (const instruction of instructions) {
    if (!isPlain(instruction)) {
      group = [];
      continue;
    }
    const before = group.at(-1);
    if (!before || !/^[ \t]*\r?\n[ \t]*$/.test(text.slice(before.pairs.at(-1)!.end, instruction.start))) group = [];
    group.push(instruction);
    if (group.length === 2) found.push(group);
  }
  return found;
}

/** Not the legacy form, in which the rest of the line is the value, and nothing that an open quote could continue. */
function isPlain({ keyword, pairs, comments }: Instruction): boolean {
  const isWritten =
    pairs.length > 0 && pairs.every(({ legacy, value, name }) => !legacy && name !== '' && value !== undefined && isClosedValue(value));
  return keyword === 'LABEL' && comments.length === 0 && isWritten;
}

function joinEdit(before: Instruction, label: Instruction, first: Instruction, { text, model }: RuleContext<Messages>): TextEdit {
  const indent = indentationAt(text, first.start) + ' '.repeat(first.pairs[0]!.start - first.start);
  return { start: before.pairs.at(-1)!.end, end: label.pairs[0]!.start, newText: ` ${model.tree.escape}${lineBreakOf(text)}${indent}` };
}
