import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    meaning.map((it) => (it.keyword === 'FROM' ? { ...it, words: it.words.map((word, i) => (i === 1 ? word.toUpperCase() : word)) } : it)),
};
