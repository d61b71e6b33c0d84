import { onlyNeighbor } from '../../../base/similar.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  reveals: true,
  normalize: (meaning) => {
    const names = meaning.filter(({ keyword }) => keyword === 'ARG').flatMap(({ words }) => words.map((word) => word.replace(/=.*$/s, '')));
    const corrected = (word: string): string => word.replaceAll(/(?<=\$\{?)\w+/g, (name) => onlyNeighbor(name, names) ?? name);
    return meaning.map((it) => (it.keyword === 'FROM' ? { ...it, words: it.words.map(corrected) } : it));
  },
};
