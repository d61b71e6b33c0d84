import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) => meaning.map((it) => (/\bLABEL$/.test(it.keyword) ? { ...it, words: [...it.words].sort() } : it)),
};
