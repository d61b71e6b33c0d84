import type { Instruction } from '../../../syntax/tree.ts';
import { deleteLines } from '../../../base/layout.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isFollowedByUnknown } from '../../../syntax/instruction-at.ts';

export const rule = defineRule({
  id: 'repeated-cmd-or-entrypoint',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'a CMD, ENTRYPOINT or HEALTHCHECK that a later one in the stage overrides is removed',
  since: '0.1.0',
  aliases: ['DL3012', 'DL4003', 'DL4004', 'MultipleInstructionsDisallowed', 'S6589', 'DS-0007', 'DS-0016', 'DS-0023'],
  checks: [188, 189, 190],
  summary: 'Only the last CMD, the last ENTRYPOINT and the last HEALTHCHECK of a stage take effect.',
  messages: {
    overridden: 'This {keyword} has no effect: only the last one in a stage is used.',
    last: 'This {keyword} is used.',
    remove: 'Remove the unused {keyword}',
  },
  on: {
    stage({ instructions }, context) {
      const overridden = instructions.filter((instruction) => overridingInstruction(instruction, instructions) !== undefined);
      for (const instruction of overridden) {
        const last = overridingInstruction(instruction, instructions)!;
        const data = { keyword: instruction.keyword };
        const edits = [deleteLines(context.text, instruction)];
        const needsReview = isFollowedByUnknown(instruction, instructions) || separatesRuns(instruction, instructions, overridden);
        context.report({
          at: instruction.keywordSpan,
          message: 'overridden',
          data,
          fixes: isOneStatement(instruction) ? [{ title: 'remove', data, level: needsReview ? 'suggestion' : 'safe', edits }] : [],
          related: [{ at: last.keywordSpan, message: 'last', data }],
          tag: 'unnecessary',
        });
      }
    },
  },
});

/** Whether nothing but the instruction is removed with its lines: no comments, and no lines that are meant as a here-document. */
function isOneStatement({ comments, heredocs }: Instruction): boolean {
  return comments.length === 0 && heredocs.length === 0;
}

const overriding: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** The last instruction with the same keyword, if it is not this one. An incomplete instruction does not count. */
function overridingInstruction(instruction: Instruction, all: readonly Instruction[]): Instruction | undefined {
  if (!overriding.has(instruction.keyword) || (instruction.keyword === 'HEALTHCHECK' && instruction.bodyText === '')) return undefined;
  const last = all.findLast(({ keyword, bodyText }) => keyword === instruction.keyword && bodyText !== '');
  return last && last.start > instruction.start ? last : undefined;
}

/** Whether removing the instruction would leave two consecutive RUN instructions, which another rule may report. */
function separatesRuns(instruction: Instruction, all: readonly Instruction[], overridden: readonly Instruction[]): boolean {
  const isKept = (other: Instruction): boolean => !overridden.includes(other);
  const at = all.indexOf(instruction);
  return all.slice(0, at).findLast(isKept)?.keyword === 'RUN' && all.slice(at).find(isKept)?.keyword === 'RUN';
}
