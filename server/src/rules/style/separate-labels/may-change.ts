import type { InstructionMeaning, MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) => {
    const joined: InstructionMeaning[] = [];
    for (const it of meaning) {
      const before = joined.at(-1);
      if (it.keyword === 'LABEL' && before?.keyword === 'LABEL') joined.splice(-1, 1, { ...before, words: [...before.words, ...it.words] });
      else joined.push(it);
    }
    return joined;
  },
};
