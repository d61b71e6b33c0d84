import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  reveals: true,
  normalize: (meaning) =>
    meaning.map((it) => (it.keyword === 'FROM' ? { ...it, words: it.words.map((word, i) => (i === 0 ? word.toLowerCase() : word)) } : it)),
};
