import { mapRunWords } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

// missing-program reports each program once, and until all are replaced, apt-get is another one than apt.
export const mayChange: MayChange = { reveals: true, normalize: aptIsAptGet };

function aptIsAptGet(meaning: Meaning): Meaning {
  return mapRunWords(meaning, (words) => words.map((word) => word.replace(/^((?:.*\/)?\(?)apt$/, '$1apt-get')));
}
