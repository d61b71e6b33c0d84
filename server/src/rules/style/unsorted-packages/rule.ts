import { isSimulated } from '../../../shell/tools/packages.ts';
import type { ShellWord } from '../../../shell/script.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';

/** Shorter lists on one line are read at a glance. */
const shortest = 5;

export const rule = defineRule({
  id: 'unsorted-packages',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the names in a list of packages change their places',
  since: '0.1.0',
  aliases: ['S7018', 'tally/sort-packages'],
  checks: [145],
  summary: 'A long list of packages is not sorted, so that duplicates and changes are hard to see.',
  messages: {
    unsorted: 'The list is not sorted: "{name}" comes before "{before}". In a sorted list, duplicates and changes are easy to see.',
    sort: 'Sort the packages',
  },
  refactoring: {},
  on: {
    package({ packages }, instruction, context) {
      const { kind, verb } = packages;
      if (kind !== 'system' || verb !== 'install' || isSimulated(packages)) return;
      const words = packages.packages.map(({ word }) => word);
      if (words.length < 2 || !words.every(({ literal }) => literal) || isShort(words, instruction)) return;
      const sorted = words.toSorted((a, b) => order(a.value, b.value));
      const at = words.findIndex((word, i) => i > 0 && order(words[i - 1]!.value, word.value) > 0);
      if (at < 0) return;
      const edits = words.flatMap(({ start, end, raw }, i) => (sorted[i]!.raw === raw ? [] : [{ start, end, newText: sorted[i]!.raw }]));
      context.report({
        at: words[at]!,
        message: 'unsorted',
        data: { name: words[at]!.value, before: words[at - 1]!.value },
        fixes: isExplained(words, instruction)
          ? []
          : [{ title: 'sort', level: instruction.heredocs.length > 0 ? 'suggestion' : 'safe', edits }],
      });
    },
  },
});

/** By the letters, whether small or capital; equal names by their text. */
function order(a: string, b: string): number {
  const [first, second] = [a.toLowerCase(), b.toLowerCase()];
  return first < second ? -1 : first > second ? 1 : a < b ? -1 : a > b ? 1 : 0;
}

function between(words: readonly ShellWord[], { source, start }: Instruction): string {
  return source.slice(words[0]!.start - start, words.at(-1)!.end - start);
}

function isShort(words: readonly ShellWord[], instruction: Instruction): boolean {
  return words.length < shortest && !between(words, instruction).includes('\n');
}

/** Comments in the list are about the packages next to them. */
function isExplained(words: readonly ShellWord[], instruction: Instruction): boolean {
  return /^[ \t]*#|[ \t]`#/m.test(between(words, instruction));
}
