import { deleteLines } from '../../../base/layout.ts';
import type { Work } from '../../../base/work.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { isFollowedByUnknown } from '../../../syntax/instruction-at.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';

type MessageId = 'overwritten' | 'same' | 'again' | 'first' | 'remove';

export const rule = defineRule<MessageId>({
  id: 'repeated-env',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'an ENV that sets a variable that is set again before anything uses it, or that already has the value, is removed',
  since: '0.1.0',
  aliases: ['DD044'],
  checks: [91],
  summary: 'A variable is set twice, and one of the values is never used.',
  messages: {
    overwritten: '{name} is set again before anything uses this value.',
    same: '{name} has this value already.',
    again: '{name} is set again here.',
    first: '{name} is set here.',
    remove: 'Remove this ENV',
  },
  withinStage: true,
  on: {
    *stage({ instructions }, context) {
      const set = new Map<string, Setting>();
      for (const instruction of instructions) {
        if (instruction.keyword === 'ENV') yield* readEnv(instruction, set, instructions, context);
        else markUsed(instruction, set);
      }
    },
  },
});

/** The last ENV that sets a variable, and whether something may have used its value. */
interface Setting {
  readonly pair: Pair;
  readonly instruction: Instruction;
  used: boolean;
}

function* readEnv(
  instruction: Instruction,
  set: Map<string, Setting>,
  all: readonly Instruction[],
  context: RuleContext<MessageId>,
): Work<void> {
  markUsed(instruction, set);
  for (const pair of instruction.pairs) {
    yield;
    const { name } = pair;
    if (!/^\w+$/.test(name) || pair.value === undefined) continue;
    const before = set.get(name);
    const at = (each: Pair) => ({ start: each.start, end: each.end });
    if (before && isSameValue(before.pair, pair)) {
      const related = [{ at: before.pair.nameSpan, message: 'first' as const, data: { name } }];
      context.report({
        at: at(pair),
        message: 'same',
        data: { name },
        related,
        fixes: fixesOf(instruction, all, context),
        tag: 'unnecessary',
      });
      continue;
    }
    if (before && !before.used) {
      const related = [{ at: pair.nameSpan, message: 'again' as const, data: { name } }];
      const fixes = fixesOf(before.instruction, all, context);
      context.report({ at: at(before.pair), message: 'overwritten', data: { name }, related, fixes, tag: 'unnecessary' });
    }
    set.set(name, { pair, instruction, used: false });
  }
}

/** Both values are the same text without variables, which could have changed in between. */
function isSameValue(a: Pair, b: Pair): boolean {
  return a.value === b.value && a.legacy === b.legacy && !a.value!.includes('$');
}

/** Commands may use every variable; other instructions those that they name. An ARG of the same name has no effect on the container. */
function markUsed({ keyword, variables, trigger }: Instruction, set: Map<string, Setting>): void {
  if (set.size === 0) return;
  if (keyword === 'RUN') for (const setting of set.values()) setting.used = true;
  for (const { name } of [...variables, ...(trigger?.variables ?? [])]) {
    const setting = set.get(name);
    if (setting) setting.used = true;
  }
}

/** Removes an ENV of one variable. Without it, two RUNs would follow each other, which another rule reports: then a person decides. */
function fixesOf(instruction: Instruction, all: readonly Instruction[], { text }: RuleContext<MessageId>) {
  if (instruction.pairs.length !== 1 || instruction.comments.length > 0 || isFollowedByUnknown(instruction, all)) return [];
  const at = all.indexOf(instruction);
  const level = all[at - 1]?.keyword === 'RUN' || all[at + 1]?.keyword === 'RUN' ? ('suggestion' as const) : ('safe' as const);
  return [{ title: 'remove' as const, level, edits: [deleteLines(text, instruction)] }];
}
