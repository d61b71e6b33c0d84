import type { Instruction } from '../../syntax/tree.ts';
import { deleteLines } from '../../text/layout.ts';
import { defineRule, type RuleContext } from '../rule.ts';

export const rule = defineRule({
  id: 'repeated-cmd-or-entrypoint',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  since: '0.1.0',
  aliases: ['DL4003', 'DL4004', 'MultipleInstructionsDisallowed', 'S6589', 'DS-0007', 'DS-0016'],
  summary: 'Only the last CMD and the last ENTRYPOINT of a stage count.',
  messages: {
    overridden: 'This {keyword} is never used: only the last one of a stage counts.',
    last: 'This {keyword} counts.',
    remove: 'Remove the {keyword} that is never used',
  },
  on: {
    stage(stage, context) {
      for (const keyword of ['CMD', 'ENTRYPOINT']) {
        const all = stage.instructions.filter((instruction) => instruction.keyword === keyword);
        const last = all.at(-1);
        for (const instruction of all.slice(0, -1)) report(instruction, last!, context);
      }
    },
  },
});

function report(instruction: Instruction, last: Instruction, context: RuleContext<'overridden' | 'last' | 'remove'>): void {
  const data = { keyword: instruction.keyword };
  const keepsComments = instruction.comments.length === 0;
  context.report({
    at: instruction.keywordSpan,
    message: 'overridden',
    data,
    fixes: keepsComments ? [{ title: 'remove', data, level: 'safe', edits: [deleteLines(context.text, instruction)] }] : [],
    related: [{ at: last.keywordSpan, message: 'last', data }],
    tag: 'unnecessary',
  });
}
