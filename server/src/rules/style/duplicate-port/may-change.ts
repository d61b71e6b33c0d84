import { readPortRange } from '../../../knowledge/ports.ts';
import type { InstructionMeaning, MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) => {
    let seen = new Set<string>();
    const kept: InstructionMeaning[] = [];
    for (const it of meaning) {
      if (it.keyword === 'FROM') seen = new Set();
      if (it.keyword !== 'EXPOSE') {
        kept.push(it);
        continue;
      }
      const words = it.words.filter((word) => {
        const range = readPortRange(word);
        const port = range ? JSON.stringify(range) : word;
        return !range || (!seen.has(port) && seen.add(port));
      });
      if (words.length > 0) kept.push({ ...it, words });
    }
    return kept;
  },
};
