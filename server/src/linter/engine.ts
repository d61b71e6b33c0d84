import { noAssets } from '../knowledge/assets.ts';
import type { Assets } from '../knowledge/assets.ts';
import { memoizeWeak } from '../base/memoize.ts';
import { coveredBy } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import { finish } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { IgnoreFile } from '../context/dockerignore/patterns.ts';
import { readsOfStart } from '../facts/commands/command.ts';
import { prepareCopies } from '../facts/copy.ts';
import { factsOf } from '../facts/facts.ts';
import type { Facts } from '../facts/facts.ts';
import type { DockerfileModel, Stage } from '../model/model.ts';
import { isTemplate } from '../syntax/template.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { FactReader } from './fact-readers.ts';
import { findingOf } from './finding-of.ts';
import type { FixPolicy, RuleFailure } from './finding-of.ts';
import { ReadTracker, TrackedContext } from './instruction-context.ts';
import { lintedDockerfile, lintedIgnoreFile } from './linted-text.ts';
import type { LintedText } from './linted-text.ts';
import { losesComment } from './lost-comments.ts';
import { inOrder } from './order.ts';
import { hasManyFiles, prepareFacts, prepareLong, prepareStage } from './prepare.ts';
import { planOf, shared } from './plan.ts';
import type { Plan, Planned, Visit, VisitGroup, VisitGroups } from './plan.ts';
import { VisitsOfRun } from './stage-visits.ts';
import type { StageVisits } from './stage-visits.ts';
import type { AnyRule, ContextUser, Finding, IgnoreRuleContext, Report, RuleContext, RuleInfo } from './rule.ts';
import { defaultRuleSettings } from './settings.ts';
import type { RuleSettings } from './settings.ts';
import { failsOnChecks, isBuildKitCheck, Suppressions } from './suppressions.ts';

/** The rules to run, and on what. */
export type RuleRun = (DockerfileSubject | IgnoreFileSubject) & {
  readonly rules: readonly AnyRule[];
  /** All rules there are, which a suppression comment can name; `rules` if it is not given. */
  readonly known?: readonly RuleInfo[];
  readonly settings?: RuleSettings;
  /** Called for a rule that threw an error. The rule loses its findings for that instruction; all other findings are kept. */
  readonly onFailure?: (failure: RuleFailure) => void;
};

export interface DockerfileSubject {
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  /** Without it, rules report nothing that needs a data file. */
  readonly assets?: Assets;
}

export interface IgnoreFileSubject {
  readonly file: IgnoreFile;
  readonly build: BuildContext;
  /** The Dockerfiles that are built from this folder with this file. */
  readonly users: readonly ContextUser[];
}

/**
 * Runs the rules and returns their findings, with settings and suppressions applied, without duplicates, sorted by position. Never throws:
 * a rule that fails is reported to `onFailure`. A template of a Dockerfile has no findings, because what Docker will read is not known.
 */
export function runRules(run: RuleRun): readonly Finding[] {
  return finish(runRulesInSteps(run));
}

/** As `runRules`, interrupted between instructions, stages and rules. */
export function* runRulesInSteps(run: RuleRun): Work<readonly Finding[]> {
  const [findings, source] = yield* 'model' in run ? visitDockerfile(run, run) : visitIgnoreFile(run, run);
  yield;
  const suppressions = new Suppressions(source, run.known ?? run.rules);
  const kept = yield* notSuppressed(findings, suppressions);
  const unused = yield* notSuppressed(unusedSuppressions(run, suppressions), suppressions);
  const ordered = yield* inOrder([...kept, ...unused]);
  return asBuildErrors(yield* withoutExplained(ordered, run.rules), source, run.rules);
}

function* notSuppressed(findings: readonly Finding[], suppressions: Suppressions): Work<readonly Finding[]> {
  const kept: Finding[] = [];
  for (const finding of findings) {
    if (!suppressions.has(finding)) kept.push(finding);
    yield;
  }
  return kept;
}

/**
 * What rules report about suppressions without effect. Nothing while the build context is not known, because some rules then find less than
 * they would.
 */
function unusedSuppressions(run: RuleRun, suppressions: Suppressions): readonly Finding[] {
  if (run.build.snapshot.state !== 'known') return [];
  const plan = planOf(run.rules)(run.settings ?? defaultRuleSettings);
  const findings: Finding[] = [];
  for (const { rule, severity, visitor } of plan.of('unusedSuppression')) {
    for (const unused of suppressions.unused(plan.active)) {
      visitor(unused, { report: (reported: Report<string>) => void findings.push(findingOf(rule, severity, reported)) });
    }
  }
  return findings;
}

/** With `# check=error=true`, findings of BuildKit's checks make the build fail. */
function asBuildErrors(findings: readonly Finding[], source: LintedText, rules: readonly AnyRule[]): readonly Finding[] {
  if (!failsOnChecks(source)) return findings;
  const checks = new Set(rules.filter(isBuildKitCheck).map(({ id }) => id));
  return findings.map((finding) => (checks.has(finding.rule) ? { ...finding, severity: 'error' } : finding));
}

/** The findings, in order, without those of rules that yield to an error of another rule about the same text. */
function* withoutExplained(findings: readonly Finding[], rules: readonly AnyRule[]): Work<readonly Finding[]> {
  const yielding = yieldingIn(rules);
  if (!findings.some(({ rule }) => yielding.has(rule))) return findings;
  const errors = findings.filter(({ rule, severity }) => severity === 'error' && !yielding.has(rule)).map(({ span }) => span);
  const isExplained = coveredBy(errors);
  const kept: Finding[] = [];
  for (const finding of findings) {
    if (!yielding.has(finding.rule) || !isExplained(finding.span)) kept.push(finding);
    yield;
  }
  return kept;
}

const yieldingIn = memoizeWeak(
  (rules: readonly AnyRule[]): ReadonlySet<string> => new Set(rules.filter((rule) => rule.yields).map(({ id }) => id)),
);

type Visited = readonly [findings: readonly Finding[], source: LintedText];

function* visitDockerfile(run: RuleRun, { model, build, assets = noAssets }: DockerfileSubject): Work<Visited> {
  const { tree } = model;
  if (isTemplate(tree)) return [[], lintedDockerfile(tree)];
  const facts = factsOf(model, build);
  yield* model.prepare();
  if (hasManyFiles(build)) yield* prepareCopies(facts);
  const tracker = new ReadTracker();
  const runner = new RuleRunner<RuleContext>(run, (options, report) => new TrackedContext(facts, assets, options, tracker, report));
  const visits = new InstructionVisits(runner, facts, assets, tracker);
  // The facts first: a rule may ask for those of all later instructions at once.
  if (tree.instructions.length > manyInstructions) yield* prepareFacts(facts);
  for (const instruction of tree.instructions) {
    yield* visits.of(instruction, false);
    if (instruction.keyword === 'ONBUILD' && instruction.trigger) yield* visits.of(instruction.trigger, true);
    yield;
  }
  for (const stage of model.stages) yield* visits.ofStage(stage);
  visits.end();
  yield* runner.visitWhole(runner.plan.of('file'));
  return [runner.findings, lintedDockerfile(tree)];
}

/** Visits instructions as far as their texts need it. A class and not a closure: see `PerStage`. */
class InstructionVisits {
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

function* visitIgnoreFile(run: RuleRun, { file, build, users }: IgnoreFileSubject): Work<Visited> {
  const runner = new RuleRunner<IgnoreRuleContext>(run, (options, report) => ({ file, build, users, options, report }));
  yield* runner.visitWhole(runner.plan.of('ignoreFile'));
  return [runner.findings, lintedIgnoreFile(file)];
}

/** In a longer file, facts are computed before the rules run, in small steps. That is more than the rules need, so it would slow down edits. */
const manyInstructions = 2000;

/** An instruction of this length may have thousands of words: the rules are interrupted between each other, not only after it. */
const longInstruction = 4000;

/** How many facts of a long instruction are visited at a time. */
const factsPerStep = 20;

function isWork(value: unknown): value is Work<void> {
  return typeof (value as { readonly next?: unknown } | undefined)?.next === 'function';
}

/** Instructions whose text a shell may run: their meaning depends on the shell. */
const mayRunShell: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ONBUILD']);

/**
 * The visits that an instruction with this text still needs, by group. Most visitors look at the instruction alone and find nothing, which
 * is then true for the same text at any position and in any version of a file: after an edit, they are not called again.
 */
const visitsByText = memoizeWeak((_chunk: object) => new Map<VisitGroup, readonly Visit[]>());

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
type CreateContext<Context extends RuleContext | IgnoreRuleContext> = (options: Context['options'], report: Context['report']) => Context;

/** Calls the rules for each event and collects their findings. It uses no closures, because it makes many calls. */
class RuleRunner<Context extends RuleContext | IgnoreRuleContext> {
  readonly findings: Finding[] = [];
  readonly plan: Plan;
  private readonly create: CreateContext<Context>;
  private readonly contexts = new Map<AnyRule, Context>();
  private readonly fixPolicy: FixPolicy;

  constructor(run: RuleRun, create: CreateContext<Context>) {
    const { rules, settings = defaultRuleSettings, onFailure } = run;
    this.plan = planOf(rules)(settings);
    this.create = create;
    this.fixPolicy = { allows: 'model' in run ? (edits) => !losesComment(edits, run.model.tree) : () => true, onFailure };
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
