import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: withoutYes };

function withoutYes(meaning: Meaning): Meaning {
  return mapRunWords(meaning, (words) => words.filter((word) => word !== '-y' && word !== '--noconfirm'));
}
