import { textOnly } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

// A SHELL without an array has no words.
export const mayChange: MayChange = {
  reveals: true,
  normalize: (meaning) => textOnly(meaning.map((it) => (/\bSHELL$/.test(it.keyword) ? { ...it, words: [] } : it))),
};
