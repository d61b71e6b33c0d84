import { signalNamed } from '../../../knowledge/signals.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    meaning.map((it) =>
      /\bSTOPSIGNAL$/.test(it.keyword) ? { ...it, words: it.words.map((word) => signalNamed(word)?.name ?? word) } : it,
    ),
};
