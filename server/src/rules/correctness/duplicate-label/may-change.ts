import type { InstructionMeaning, MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: lastOfStage };

/** Each label with only its last value in the stage. */
function lastOfStage(meaning: Meaning): Meaning {
  let stage = 0;
  const last = new Map<string, string>();
  const at = (it: InstructionMeaning, i: number, word: number): string => `${i} ${it.words.length - word}`;
  const key = (word: string): string => `${stage} ${word.slice(0, word.indexOf('='))}`;
  const each = (visit: (it: InstructionMeaning, i: number) => void): void => {
    stage = 0;
    meaning.forEach((it, i) => {
      if (it.keyword === 'FROM') stage++;
      visit(it, i);
    });
  };
  each((it, i) => {
    if (it.keyword === 'LABEL') it.words.forEach((word, j) => last.set(key(word), at(it, i, j)));
  });
  const kept: InstructionMeaning[] = [];
  each((it, i) => {
    const words = it.keyword === 'LABEL' ? it.words.filter((word, j) => last.get(key(word)) === at(it, i, j)) : it.words;
    if (it.keyword !== 'LABEL' || words.length > 0) kept.push({ ...it, words });
  });
  return kept;
}
