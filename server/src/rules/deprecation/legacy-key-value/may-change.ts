import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    meaning.map((it) => (it.form === 'pairs' ? { ...it, words: it.words.map((word) => word.replace(/["]/g, '').trim()) } : it)),
};
