import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: addIsCopy };

function addIsCopy(meaning: Meaning): Meaning {
  return meaning.map((it) => ({ ...it, keyword: it.keyword.replace(/\bADD$/, 'COPY') }));
}
