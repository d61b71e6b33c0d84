import type { Span } from '../base/span.ts';
import type { Work } from '../base/work.ts';
import { readsOfStart } from '../facts/commands/command.ts';
import type { Facts } from '../facts/facts.ts';
import type { Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { FactReader } from './fact-readers.ts';
import { findingOf } from './finding-of.ts';
import type { FixPolicy } from './finding-of.ts';
import { ReadTracker } from './instruction-context.ts';
import { prepareLong } from './prepare.ts';
import type { Plan, Planned, Visit } from './plan.ts';
import type { AnyRule, Finding, IgnoreRuleContext, RuleContext } from './rule.ts';

/** An instruction of this length may have thousands of words: the rules are interrupted between each other, not only after it. */
const longInstruction = 4000;

/** How many facts of a long instruction are visited at a time. */
const factsPerStep = 20;

function isWork(value: unknown): value is Work<void> {
  return typeof (value as { readonly next?: unknown } | undefined)?.next === 'function';
}

/** Whether the result of a visitor may change although its stage stays the same. */
function needsFile({ rule }: Planned, { readOtherStages }: ReadTracker): boolean {
  return !rule.withinStage || readOtherStages;
}

/** What an instruction needs to be visited for again: if its text is the same, and if its stage is the same. */
interface NeededVisits {
  readonly byText: readonly Visit[];
  readonly byStage: readonly Visit[];
}

/** Creates the context of one rule. */
export type CreateContext<Context extends RuleContext | IgnoreRuleContext> = (
  options: Context['options'],
  report: Context['report'],
) => Context;

/** Calls the rules for each event and collects their findings. It uses no closures, because it makes many calls. */
export class RuleRunner<Context extends RuleContext | IgnoreRuleContext> {
  readonly findings: Finding[] = [];
  readonly plan: Plan;
  private readonly create: CreateContext<Context>;
  private readonly contexts = new Map<AnyRule, Context>();
  private readonly fixPolicy: FixPolicy;

  constructor(plan: Plan, fixPolicy: FixPolicy, create: CreateContext<Context>) {
    this.plan = plan;
    this.fixPolicy = fixPolicy;
    this.create = create;
  }

  /**
   * Visits an instruction and returns the visits that are needed when its text occurs again: those that read more than it, or reported. In a
   * long instruction, interrupted between the visits and inside of them.
   */
  *visit(visits: readonly Visit[], instruction: Instruction, facts: Facts, tracker: ReadTracker): Work<NeededVisits> {
    const isLong = instruction.end - instruction.start > longInstruction;
    if (isLong && visits.length > 0) yield* prepareLong(instruction, facts);
    const byText: Visit[] = [];
    const byStage: Visit[] = [];
    let reader: FactReader | undefined;
    let read: readonly unknown[] = [];
    for (const visit of visits) {
      const before = this.findings.length;
      let failed = false;
      tracker.reset();
      try {
        if (visit.facts !== reader) {
          reader = undefined;
          read = visit.facts?.read(instruction, facts) ?? [];
          reader = visit.facts;
        }
        if (reader) {
          if ((read.length > 0 && !reader.countsReads) || !reader.byText(instruction)) tracker.readFile = true;
          const reads = readsOfStart.count;
          for (let i = 0; i < read.length; i++) {
            visit.planned.visitor(read[i], instruction, this.contextOf(visit.planned));
            if (isLong && i % factsPerStep === 0) yield;
          }
          if (readsOfStart.count !== reads) tracker.readFile = true;
        } else {
          const steps = visit.planned.visitor(instruction, this.contextOf(visit.planned));
          if (isWork(steps)) yield* steps;
        }
      } catch (error) {
        tracker.readFile = true;
        failed = true;
        this.handleFailure(visit.planned, instruction, before, error);
      }
      if (tracker.readFile) {
        byText.push(visit);
        if (failed || this.findings.length > before || needsFile(visit.planned, tracker)) byStage.push(visit);
      }
      if (isLong) yield;
    }
    return { byText: byText.length === visits.length ? visits : byText, byStage };
  }

  /**
   * Visits a stage or the file: subjects of any size, so that their visitors may be work in steps. Returns the visits that are needed if the
   * stage occurs again.
   */
  *visitWhole(visits: readonly Planned[], stage?: Stage, tracker = new ReadTracker()): Work<readonly Planned[]> {
    const needed: Planned[] = [];
    for (const planned of visits) {
      const before = this.findings.length;
      let failed = false;
      tracker.reset();
      try {
        const context = this.contextOf(planned);
        const steps = stage ? planned.visitor(stage, context) : planned.visitor(context);
        if (isWork(steps)) yield* steps;
      } catch (error) {
        failed = true;
        this.handleFailure(planned, stage, before, error);
      }
      if (failed || this.findings.length > before || needsFile(planned, tracker)) needed.push(planned);
      yield;
    }
    return needed.length === visits.length ? visits : needed;
  }

  /** The context of a rule, created on first use, because most rules have nothing to visit in most files. */
  private contextOf({ rule, severity, chosen, options }: Planned): Context {
    let context = this.contexts.get(rule);
    if (!context) {
      const report: Context['report'] = (reported) =>
        void this.findings.push(findingOf(rule, (chosen ? undefined : reported.severity) ?? severity, reported, this.fixPolicy));
      context = this.create(options, report);
      this.contexts.set(rule, context);
    }
    return context;
  }

  /** Drops what the rule reported for this subject before it threw, because that may be incomplete. */
  private handleFailure({ rule }: Planned, at: Span | undefined, before: number, error: unknown): void {
    this.findings.length = before;
    this.fixPolicy.onFailure?.({ rule: rule.id, at: at && { start: at.start, end: at.end }, error });
  }
}
