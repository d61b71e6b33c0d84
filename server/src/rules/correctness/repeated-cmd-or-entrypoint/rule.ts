import type { Instruction } from '../../../syntax/tree.ts';
import { deleteLines } from '../../../base/layout.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isFollowedByUnknown } from '../../../syntax/instruction-at.ts';

export const rule = defineRule({
  id: 'repeated-cmd-or-entrypoint',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'a CMD or ENTRYPOINT is removed that a later one of its stage overrides',
  since: '0.1.0',
  aliases: ['DL4003', 'DL4004', 'MultipleInstructionsDisallowed', 'S6589', 'DS-0007', 'DS-0016'],
  summary: 'Only the last CMD and the last ENTRYPOINT of a stage take effect.',
  messages: {
    overridden: 'This {keyword} has no effect: only the last one in a stage is used.',
    last: 'This {keyword} is used.',
    remove: 'Remove the unused {keyword}',
  },
  on: {
    stage({ instructions }, context) {
      const overridden = instructions.filter((instruction) => lastLike(instruction, instructions) !== undefined);
      for (const instruction of overridden) {
        const last = lastLike(instruction, instructions)!;
        const data = { keyword: instruction.keyword };
        const edits = [deleteLines(context.text, instruction)];
        const parts = isFollowedByUnknown(instruction, instructions) || keepsRunsApart(instruction, instructions, overridden);
        context.report({
          at: instruction.keywordSpan,
          message: 'overridden',
          data,
          fixes: instruction.comments.length > 0 ? [] : [{ title: 'remove', data, level: parts ? 'suggestion' : 'safe', edits }],
          related: [{ at: last.keywordSpan, message: 'last', data }],
          tag: 'unnecessary',
        });
      }
    },
  },
});

/** The instruction that takes this one's place: the last of the same keyword, where that is another. A half-written one takes no place. */
function lastLike(instruction: Instruction, all: readonly Instruction[]): Instruction | undefined {
  if (instruction.keyword !== 'CMD' && instruction.keyword !== 'ENTRYPOINT') return undefined;
  const last = all.findLast(({ keyword, bodyText }) => keyword === instruction.keyword && bodyText !== '');
  return last && last.start > instruction.start ? last : undefined;
}

/** Two RUNs that become neighbours raise a question of their own: whether they should be one. */
function keepsRunsApart(instruction: Instruction, all: readonly Instruction[], overridden: readonly Instruction[]): boolean {
  const stays = (other: Instruction): boolean => !overridden.includes(other);
  const at = all.indexOf(instruction);
  return all.slice(0, at).findLast(stays)?.keyword === 'RUN' && all.slice(at).find(stays)?.keyword === 'RUN';
}
