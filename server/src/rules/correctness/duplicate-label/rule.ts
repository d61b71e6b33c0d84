import { withoutWords } from '../../../linter/edits/removal.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';

type Messages = 'overridden' | 'same' | 'later' | 'remove';

export const rule = defineRule<Messages>({
  id: 'duplicate-label',
  category: 'correctness',
  severity: 'warning',
  fix: 'safe',
  mayChange: 'a label that a later one in the stage overrides is removed',
  since: '0.1.0',
  aliases: ['tally/labels/no-duplicate-keys'],
  checks: [228],
  summary: 'A stage sets the same label twice; only the last value is kept.',
  messages: {
    overridden: 'This value of "{key}" has no effect: the stage sets the label again, to another value.',
    same: 'The stage sets "{key}" to the same value again.',
    later: 'The value that is kept',
    remove: 'Remove the label',
  },
  withinStage: true,
  on: { stage: check },
});

interface Label {
  readonly instruction: Instruction;
  readonly pair: Pair;
  /** Its index among the pairs of the instruction. */
  readonly at: number;
}

function check({ instructions }: Stage, context: RuleContext<Messages>): void {
  const last = new Map<string, Label>();
  const earlier: (Label & { readonly later: Label })[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword !== 'LABEL') continue;
    for (const [at, pair] of instruction.pairs.entries()) {
      if (pair.name === '' || pair.name.includes('$')) continue;
      const before = last.get(pair.name);
      const label = { instruction, pair, at };
      last.set(pair.name, label);
      if (before) earlier.push({ ...before, later: label });
    }
  }
  const overridden = new Set(earlier.map(({ pair }) => pair));
  const gone = [...new Set(earlier.map(({ instruction }) => instruction))].filter(({ pairs }) =>
    pairs.every((pair) => overridden.has(pair)),
  );
  const removedWhole = new Set(gone);
  // Without its first pair, words without "=" would be read as `LABEL key value`.
  const plain = new Set(instructions.filter(({ pairs }) => pairs.every(({ value }) => value !== undefined)));
  const around = { all: instructions, text: context.text, gone };
  for (const { instruction, pair, at, later } of earlier) {
    const { pairs } = instruction;
    // An instruction without any label left is removed as a whole, by the fix of its first finding.
    const isWhole = removedWhole.has(instruction);
    const isFirst = !isWhole || at === 0;
    const removed = isWhole && isFirst ? [...pairs.keys()] : [at];
    const removal = plain.has(instruction) && isFirst ? withoutWords(instruction, pairs, removed, around) : undefined;
    context.report({
      at: pair.nameSpan,
      message: pair.value === later.pair.value ? 'same' : 'overridden',
      data: { key: pair.name },
      related: [{ at: later.pair.nameSpan, message: 'later' }],
      fixes: removal ? [{ title: 'remove', ...removal }] : [],
      tag: 'unnecessary',
    });
  }
}
