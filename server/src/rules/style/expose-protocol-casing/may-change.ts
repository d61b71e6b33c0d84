import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    meaning.map((it) => (/\bEXPOSE$/.test(it.keyword) ? { ...it, words: it.words.map((word) => word.toLowerCase()) } : it)),
};
