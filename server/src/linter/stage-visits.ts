import { memoizeWeak } from '../base/memoize.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { Facts } from '../facts/facts.ts';
import { imageStatesOf } from '../facts/image/images.ts';
import { reachesFinalImage } from '../facts/stage-text.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { Stage } from '../model/model.ts';
import type { Visit, VisitGroup, VisitGroups } from './plan.ts';

/** The visits that the instructions of a stage need while the stage stays the same, by their position in it. The engine fills the list. */
export interface StageVisits {
  readonly list: { readonly group: VisitGroup; readonly visits: readonly Visit[] }[];
  next: number;
}

/** By the identity of a stage, and its role in the file. */
type ListsByStage = Map<object, Map<string, StageVisits['list']>>;

/**
 * The lists of the last run with the same rules, data files and build context: those of earlier versions of a file are not kept. The build
 * context is the innermost key, which holds the value, because it lives shorter than the others.
 */
const lastRun = memoizeWeak((_groups: VisitGroups) =>
  memoizeWeak((_assets: Assets) => memoizeWeak((_build: BuildContext): { lists: ListsByStage } => ({ lists: new Map() }))),
);

/** The lists of all stages in one run. */
export class VisitsOfRun {
  private readonly facts: Facts;
  private readonly last: { lists: ListsByStage };
  private readonly lists: ListsByStage = new Map();

  constructor(facts: Facts, groups: VisitGroups, assets: Assets) {
    this.facts = facts;
    this.last = lastRun(groups)(assets)(facts.build);
  }

  /** Undefined if the states of the stage cannot be read: the rules that ask for them fail then, and others do not. */
  of(stage: Stage): StageVisits | undefined {
    let identity: object;
    try {
      identity = imageStatesOf(this.facts).identityOf(stage);
    } catch {
      return undefined;
    }
    const role = roleOf(stage, this.facts);
    const byRole = this.lists.get(identity) ?? new Map<string, StageVisits['list']>();
    const list = byRole.get(role) ?? this.last.lists.get(identity)?.get(role) ?? [];
    this.lists.set(identity, byRole.set(role, list));
    return { list, next: 0 };
  }

  /** Keeps the lists for the next run. */
  end(): void {
    this.last.lists = this.lists;
  }
}

/** How a stage is used, as far as rules that look at one stage depend on it. */
function roleOf(stage: Stage, { model }: Facts): string {
  if (stage.isFinal) return 'last';
  return stage.isInFinalImage ? 'final' : reachesFinalImage(stage, (instruction) => model.stageOf(instruction)) ? 'copied' : 'other';
}
