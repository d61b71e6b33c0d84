import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    meaning.map((it) =>
      /^(?:COPY|ADD)$/.test(it.keyword)
        ? { ...it, words: it.words.map((word, i) => (i < it.words.length - 1 ? word : word.replace(/^\/|^\.\/?(?=.|$)/, ''))) }
        : it,
    ),
};
