import { memoize, memoizeWeak } from '../base/memoize.ts';
import type { Facts } from '../facts/facts.ts';
import { imageStatesOf } from '../facts/image/images.ts';
import { reachesFinalImage } from '../facts/stage-text.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { Stage } from '../model/model.ts';
import type { Visit, VisitGroup } from './plan.ts';

/** The visits that the instructions of a stage need while the stage stays the same, by their position in it. */
export interface StageVisits {
  readonly list: { readonly group: VisitGroup; readonly visits: readonly Visit[] }[];
  next: number;
}

/** By the identity of a stage, the data files, and its role in the file. */
const visitsByStage = memoizeWeak((_identity: object) =>
  memoizeWeak((_assets: object) => memoize((_role: string): StageVisits['list'] => [])),
);

/** How a stage is used, as far as rules that look at one stage depend on it. */
function roleOf(stage: Stage, { model }: Facts): string {
  if (stage.isFinal) return 'last';
  return stage.isInFinalImage ? 'final' : reachesFinalImage(stage, (instruction) => model.stageOf(instruction)) ? 'copied' : 'other';
}

/** The list of a stage, the same object while the stage stays the same: the engine fills it. */
export function visitsOf(stage: Stage, facts: Facts, assets: Assets): StageVisits['list'] {
  return visitsByStage(imageStatesOf(facts).identityOf(stage))(assets)(roleOf(stage, facts));
}
