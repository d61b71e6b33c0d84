import { inRuns } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { leavingOut: aptIsAptGet };

function aptIsAptGet(meaning: Meaning): Meaning {
  return inRuns(meaning, (words) => words.map((word) => word.replace(/^((?:.*\/)?\(?)apt$/, '$1apt-get')));
}
