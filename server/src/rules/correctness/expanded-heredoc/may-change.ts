import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) => meaning.map((it) => ({ ...it, words: it.words.map((word) => word.replace(/^(\d*<<-?)"([^]*)"$/, '$1$2')) })),
};
