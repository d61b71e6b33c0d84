import type { Assets } from '../knowledge/assets.ts';
import { memoizeWeak } from '../base/memoize.ts';
import type { Work } from '../base/work.ts';
import type { Facts } from '../facts/facts.ts';
import type { Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { ReadTracker } from './instruction-context.ts';
import { prepareStage } from './prepare.ts';
import { shared } from './plan.ts';
import type { Visit, VisitGroup, VisitGroups } from './plan.ts';
import { VisitsOfRun } from './stage-visits.ts';
import type { StageVisits } from './stage-visits.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { RuleContext } from './rule.ts';

/** Instructions whose text a shell may run: their meaning depends on the shell. */
const mayRunShell: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ONBUILD']);

/**
 * The visits that an instruction with this text still needs, by group. Most visitors look at the instruction alone and find nothing, which
 * is then true for the same text at any position and in any version of a file: after an edit, they are not called again.
 */
const visitsByText = memoizeWeak((_chunk: object) => new Map<VisitGroup, readonly Visit[]>());

/** Visits instructions as far as their texts need it. A class and not a closure: see `PerStage`. */
export class InstructionVisits {
  private readonly runner: RuleRunner<RuleContext>;
  private readonly facts: Facts;
  private readonly tracker: ReadTracker;
  private readonly groups: VisitGroups;
  private readonly ofStages: VisitsOfRun;
  private stage = -1;
  private inStage: StageVisits | undefined;
  /** The position of the next instruction in its stage. */
  private next = 0;

  constructor(runner: RuleRunner<RuleContext>, facts: Facts, assets: Assets, tracker: ReadTracker) {
    this.runner = runner;
    this.facts = facts;
    this.tracker = tracker;
    this.groups = runner.plan.groupsIn(facts.model.tree.directives.find(({ name }) => name === 'syntax')?.value);
    this.ofStages = new VisitsOfRun(facts, this.groups, assets);
  }

  /** To be called after the last stage. */
  end(): void {
    this.ofStages.end();
  }

  /** `triggered`: whether it is the instruction in an ONBUILD. */
  *of(instruction: Instruction, triggered: boolean): Work<void> {
    const { keyword } = instruction;
    const dialect = mayRunShell.has(keyword) ? this.facts.model.dialectAt(instruction) : 'none';
    const group = this.groups.of(keyword, triggered, dialect);
    const visitsOfText = visitsByText(instruction.chunk);
    const byText = visitsOfText.get(group);
    if (keyword === 'FROM') yield* this.enterStage(instruction);
    const visitsOfStage = triggered ? undefined : this.inStage;
    const at = triggered ? 0 : this.next++;
    const place = visitsOfStage?.ofInstructions[at];
    const byStage = place?.group === group ? place.visits : undefined;
    const needed = yield* this.runner.visit(byStage ?? byText ?? group.visits, instruction, this.facts, this.tracker);
    if (!byText && !byStage) visitsOfText.set(group, shared(group, needed.byText));
    if (visitsOfStage && !byStage) visitsOfStage.ofInstructions[at] = { group, visits: shared(group, needed.byStage) };
  }

  /** To be called after the instructions. */
  *ofStage(stage: Stage): Work<void> {
    const visits = this.ofStages.of(stage);
    const needed = yield* this.runner.visitWhole(visits?.ofStage ?? this.runner.plan.of('stage'), stage, this.tracker);
    if (visits) visits.ofStage ??= needed;
  }

  /** Instructions are visited in order, so that the next ones are in this stage. */
  private *enterStage({ start }: Instruction): Work<void> {
    this.stage++;
    this.next = 0;
    this.inStage = undefined;
    const stage = this.facts.model.stages[this.stage];
    if (stage?.from.start !== start) return;
    yield* prepareStage(stage, this.facts);
    this.inStage = this.ofStages.of(stage);
  }
}
