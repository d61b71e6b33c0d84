import { inRuns } from '../../../linter/may-change.ts';
import type { MayChange, Meaning } from '../../../linter/may-change.ts';

export const mayChange: MayChange = { leavingOut: withoutYes };

function withoutYes(meaning: Meaning): Meaning {
  return inRuns(meaning, (words) => words.filter((word) => word !== '-y' && word !== '--noconfirm'));
}
