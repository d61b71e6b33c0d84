import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { normalize: aptIsAptGet };

function aptIsAptGet(meaning: Meaning): Meaning {
  return mapRunWords(meaning, (words) => words.map((word) => word.replace(/^((?:.*\/)?\(?)apt$/, '$1apt-get')));
}
