import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange } from '../../../linter/may-change.ts';

/** Only the layout: `a&&b` becomes two words with an operator between them. */
export const mayChange: MayChange = {
  normalize: (meaning) => mapRunWords(meaning, (words) => words.flatMap((word) => word.split(/(&&)/).filter((part) => part !== ''))),
};
