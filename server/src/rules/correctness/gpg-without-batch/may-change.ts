import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    mapRunWords(meaning, (words) => words.filter((word) => word !== '--batch').map((word) => word.replaceAll(' --batch', ''))),
};
