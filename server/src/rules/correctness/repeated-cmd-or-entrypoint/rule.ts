import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import { withoutInstruction } from '../../../linter/edits/removal.ts';

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
  withinStage: true,
  on: {
    stage({ instructions }, context) {
      const overridden = instructions.filter((instruction) => overridingInstruction(instruction, instructions) !== undefined);
      for (const instruction of overridden) {
        const last = overridingInstruction(instruction, instructions)!;
        const data = { keyword: instruction.keyword };
        const removal = withoutInstruction(instruction, { all: instructions, text: context.text, gone: overridden });
        context.report({
          at: instruction.keywordSpan,
          message: 'overridden',
          data,
          fixes: removal ? [{ title: 'remove', data, ...removal }] : [],
          related: [{ at: last.keywordSpan, message: 'last', data }],
          tag: 'unnecessary',
        });
      }
    },
  },
});

const overriding: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** The last instruction with the same keyword, if it is not this one. An incomplete instruction does not count. */
function overridingInstruction(instruction: Instruction, all: readonly Instruction[]): Instruction | undefined {
  if (!overriding.has(instruction.keyword) || (instruction.keyword === 'HEALTHCHECK' && instruction.bodyText === '')) return undefined;
  const last = all.findLast(({ keyword, bodyText }) => keyword === instruction.keyword && bodyText !== '');
  return last && last.start > instruction.start ? last : undefined;
}
