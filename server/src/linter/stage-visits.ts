import { memoizeWeak } from '../base/memoize.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { Facts } from '../facts/facts.ts';
import { imageStatesOf } from '../facts/image/images.ts';
import { reachesFinalImage } from '../facts/stage-text.ts';
import type { Assets } from '../knowledge/assets.ts';
import type { Stage } from '../model/model.ts';
import { isBase } from '../model/sources.ts';
import type { Planned, Visit, VisitGroup, VisitGroups } from './plan.ts';

/** What a stage still needs to be visited for while it stays the same. The engine fills it. */
export interface StageVisits {
  /** By the position of an instruction in the stage. */
  readonly ofInstructions: { readonly group: VisitGroup; readonly visits: readonly Visit[] }[];
  /** The visitors of the stage itself; undefined before its first visit. */
  ofStage: readonly Planned[] | undefined;
}

/** By the identity of a stage, and its role in the file. */
type VisitsByStage = Map<object, Map<string, StageVisits>>;

/** The visits of one run. `names`: the names of its stages. */
interface KeptVisits {
  names: string;
  byStage: VisitsByStage;
}

/**
 * The visits of the last run with the same rules, data files and build context: those of earlier versions of a file are not kept. The build
 * context is the innermost key, which holds the value, because it lives shorter than the others.
 */
const lastRun = memoizeWeak((_groups: VisitGroups) =>
  memoizeWeak((_assets: Assets) => memoizeWeak((_build: BuildContext): KeptVisits => ({ names: '', byStage: new Map() }))),
);

/** The visits of all stages in one run. */
export class VisitsOfRun {
  private readonly facts: Facts;
  private readonly last: KeptVisits;
  private readonly names: string;
  private readonly before: VisitsByStage;
  private readonly byStage: VisitsByStage = new Map();

  constructor(facts: Facts, groups: VisitGroups, assets: Assets) {
    this.facts = facts;
    this.last = lastRun(groups)(assets)(facts.build);
    this.names = facts.model.stages.map(({ name }) => name ?? '').join(' ');
    this.before = this.last.names === this.names ? this.last.byStage : new Map();
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
    const byRole = this.byStage.get(identity) ?? new Map<string, StageVisits>();
    const visits = byRole.get(role) ?? this.before.get(identity)?.get(role) ?? { ofInstructions: [], ofStage: undefined };
    this.byStage.set(identity, byRole.set(role, visits));
    return visits;
  }

  /** Keeps the visits for the next run. */
  end(): void {
    this.last.names = this.names;
    this.last.byStage = this.byStage;
  }
}

/** The position of a stage and how it is used, as far as rules that look at one stage depend on it. */
function roleOf(stage: Stage, { model }: Facts): string {
  const place = `${stage.index} ${isBase(stage) ? 'base' : 'leaf'}`;
  if (stage.isFinal) return `${place} last`;
  const isCopied = !stage.isInFinalImage && reachesFinalImage(stage, (instruction) => model.stageOf(instruction));
  return `${place} ${stage.isInFinalImage ? 'final' : isCopied ? 'copied' : 'other'}`;
}
