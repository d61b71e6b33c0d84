import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    meaning.map((it) =>
      it.keyword === 'WORKDIR'
        ? { ...it, words: it.words.map((word) => word.split('/').findLast((part) => !/^\.?$/.test(part)) ?? '') }
        : it,
    ),
};
