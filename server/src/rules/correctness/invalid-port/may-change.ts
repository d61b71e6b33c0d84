import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: withoutHostPorts };

function withoutHostPorts(meaning: Meaning): Meaning {
  return meaning.map((it) => (/\bEXPOSE$/.test(it.keyword) ? { ...it, words: it.words.map((word) => word.replace(/^.*:/, '')) } : it));
}
