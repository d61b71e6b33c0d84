import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    meaning.map((it) => (it.keyword.endsWith('LABEL') ? { ...it, words: it.words.map((word) => sameValue(word.toLowerCase())) } : it)),
};

function sameValue(word: string): string {
  return word.replace(/=(["']?)(?:https:\/\/|v(?=\d))/, '=$1').replaceAll(/[^a-z0-9.=]/g, '');
}
