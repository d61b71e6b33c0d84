import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    mapRunWords(meaning, (words) => words.filter((word) => word !== '--no-document').map((word) => word.replaceAll(' --no-document', ''))),
};
