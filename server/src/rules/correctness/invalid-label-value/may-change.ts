import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    meaning.map((it) =>
      it.keyword.endsWith('LABEL') ? { ...it, words: it.words.map((word) => word.toLowerCase().replaceAll(/[^a-z0-9.=]/g, '')) } : it,
    ),
};
