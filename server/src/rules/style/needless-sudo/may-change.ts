import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

export const mayChange: MayChange = {
  normalize: (meaning) =>
    mapRunWords(meaning, (words) =>
      words.filter((word) => !/^(?:sudo|-[EHn]+)$/.test(word)).map((word) => word.replace(/sudo (?:-[EHn]+ )*/g, '')),
    ),
};
