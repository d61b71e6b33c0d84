import { noAssets } from '../knowledge/assets.ts';
import type { Assets } from '../knowledge/assets.ts';
import { memoizeWeak } from '../base/memoize.ts';
import { coveredBy } from '../base/span.ts';
import { finish } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { IgnoreFile } from '../context/dockerignore/patterns.ts';
import { prepareCopies } from '../facts/copy.ts';
import { factsOf } from '../facts/facts.ts';
import type { DockerfileModel } from '../model/model.ts';
import { isTemplate } from '../syntax/template.ts';
import { findingOf } from './finding-of.ts';
import type { FixPolicy, RuleFailure } from './finding-of.ts';
import { ReadTracker, TrackedContext } from './instruction-context.ts';
import { lintedDockerfile, lintedIgnoreFile } from './linted-text.ts';
import type { LintedText } from './linted-text.ts';
import { losesComment } from './lost-comments.ts';
import { inOrder } from './order.ts';
import { hasManyFiles, prepareFacts } from './prepare.ts';
import { planOf } from './plan.ts';
import type { AnyRule, ContextUser, Finding, IgnoreRuleContext, Report, RuleContext, RuleInfo } from './rule.ts';
import { defaultRuleSettings } from './settings.ts';
import type { RuleSettings } from './settings.ts';
import { failsOnChecks, isBuildKitCheck, Suppressions } from './suppressions.ts';
import { InstructionVisits } from './instruction-visits.ts';
import { RuleRunner } from './rule-runner.ts';
import type { CreateContext } from './rule-runner.ts';

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
  const runner = runnerOf<RuleContext>(run, (options, report) => new TrackedContext(facts, assets, options, tracker, report));
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

/** `create`: creates the context of one rule. */
function runnerOf<Context extends RuleContext | IgnoreRuleContext>(run: RuleRun, create: CreateContext<Context>): RuleRunner<Context> {
  const { rules, settings = defaultRuleSettings, onFailure } = run;
  const allows: FixPolicy['allows'] = 'model' in run ? (edits) => !losesComment(edits, run.model.tree) : () => true;
  return new RuleRunner(planOf(rules)(settings), { allows, onFailure }, create);
}

function* visitIgnoreFile(run: RuleRun, { file, build, users }: IgnoreFileSubject): Work<Visited> {
  const runner = runnerOf<IgnoreRuleContext>(run, (options, report) => ({ file, build, users, options, report }));
  yield* runner.visitWhole(runner.plan.of('ignoreFile'));
  return [runner.findings, lintedIgnoreFile(file)];
}

/** In a longer file, facts are computed before the rules run, in small steps. That is more than the rules need, so it would slow down edits. */
const manyInstructions = 2000;
