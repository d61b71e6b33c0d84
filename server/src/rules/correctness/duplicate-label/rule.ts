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
  on: { stage: check },
});

interface Label {
  readonly instruction: Instruction;
  readonly pair: Pair;
}

function check({ instructions }: Stage, context: RuleContext<Messages>): void {
  const last = new Map<string, Label>();
  const earlier: (Label & { readonly later: Label })[] = [];
  for (const instruction of instructions) {
    if (instruction.keyword !== 'LABEL') continue;
    for (const pair of instruction.pairs) {
      if (pair.name === '' || pair.name.includes('$')) continue;
      const before = last.get(pair.name);
      last.set(pair.name, { instruction, pair });
      if (before) earlier.push({ ...before, later: { instruction, pair } });
    }
  }
  const overridden = new Set(earlier.map(({ pair }) => pair));
  const gone = [...new Set(earlier.map(({ instruction }) => instruction))].filter(({ pairs }) =>
    pairs.every((pair) => overridden.has(pair)),
  );
  for (const { instruction, pair, later } of earlier) {
    const { pairs } = instruction;
    // An instruction without any label left is removed as a whole, by the fix of its first finding.
    const isWhole = gone.includes(instruction);
    const isRemoved = (i: number): boolean => isWhole || pairs[i] === pair;
    // Without its first pair, words without "=" would be read as `LABEL key value`.
    const isPlain = pairs.every(({ value }) => value !== undefined);
    const around = { all: instructions, text: context.text, gone };
    const removal = !isPlain || (isWhole && pair !== pairs[0]) ? undefined : withoutWords(instruction, pairs, isRemoved, around);
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
