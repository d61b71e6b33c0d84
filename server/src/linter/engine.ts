import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { IgnoreFile } from '../context/dockerignore/patterns.ts';
import { factsOf } from '../facts/facts.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import { factReaders } from './fact-readers.ts';
import { lintedDockerfile, lintedIgnoreFile } from './linted-text.ts';
import type { LintedText } from './linted-text.ts';
import type { AnyRule, ContextUser, Finding, IgnoreRuleContext, Report, RuleContext, Severity } from './rule.ts';
import { defaultRuleSettings, inForce } from './settings.ts';
import type { RuleSettings } from './settings.ts';
import { suppressionsIn } from './suppressions.ts';

/** The rules to run, and on what. */
export type RuleRun = (DockerfileSubject | IgnoreFileSubject) & {
  readonly rules: readonly AnyRule[];
  readonly settings?: RuleSettings;
  /** Called for a rule that threw: a bug of that rule, which costs its findings for that instruction and nothing else. */
  readonly onFailure?: (failure: RuleFailure) => void;
};

export interface DockerfileSubject {
  readonly model: DockerfileModel;
  readonly build: BuildContext;
}

export interface IgnoreFileSubject {
  readonly file: IgnoreFile;
  readonly build: BuildContext;
  /** The Dockerfiles that are built from this folder under this file. */
  readonly users: readonly ContextUser[];
}

export interface RuleFailure {
  readonly rule: string;
  /** The instruction or stage that the rule was called for; undefined where it was called for the file. */
  readonly at: Span | undefined;
  readonly error: unknown;
}

/** All findings of the rules, settings and suppressions applied, each finding once, in the order of the text. Never throws. */
export function runRules(run: RuleRun): readonly Finding[] {
  const [findings, source] = 'model' in run ? visitDockerfile(run, run) : visitIgnoreFile(run, run);
  const suppressed = suppressionsIn(source, run.rules);
  return inOrder(findings.filter((finding) => !suppressed(finding)));
}

type Visited = readonly [findings: readonly Finding[], source: LintedText];

function visitDockerfile(run: RuleRun, { model, build }: DockerfileSubject): Visited {
  const { tree } = model;
  const facts = factsOf(model, build);
  const visits = new Visits<RuleContext>(run, {
    text: tree.text,
    model,
    build,
    facts,
    stageOf: (instruction) => model.stageOf(instruction),
    scriptOf: (instruction) => model.scriptOf(instruction),
  });
  const readers = factReaders.filter(({ event }) => visits.isAskedFor(event));
  const visit = (instruction: Instruction, triggered: boolean): void => {
    visits.visit(instruction.keyword, instruction, triggered, (visitor, context) => visitor(instruction, context));
    visits.visit('instruction', instruction, triggered, (visitor, context) => visitor(instruction, context));
    for (const { event, read } of readers) {
      let found: readonly unknown[] | undefined;
      visits.visit(event, instruction, triggered, (visitor, context) => {
        for (const fact of (found ??= read(instruction, facts))) visitor(fact, instruction, context);
      });
    }
  };
  for (const instruction of tree.instructions) {
    visit(instruction, false);
    if (instruction.keyword === 'ONBUILD' && instruction.trigger) visit(instruction.trigger, true);
  }
  for (const stage of model.stages) visits.visit('stage', stage, false, (visitor, context) => visitor(stage, context));
  visits.visit('file', undefined, false, (visitor, context) => visitor(context));
  return [visits.findings, lintedDockerfile(tree)];
}

function visitIgnoreFile(run: RuleRun, { file, build, users }: IgnoreFileSubject): Visited {
  const visits = new Visits<IgnoreRuleContext>(run, { file, build, users });
  visits.visit('ignoreFile', undefined, false, (visitor, context) => visitor(context));
  return [visits.findings, lintedIgnoreFile(file)];
}

type AnyVisitor = (...subject: unknown[]) => void;

/** A rule that is switched on, and what it is called with. */
interface Active<Context> {
  readonly rule: AnyRule;
  readonly context: Context;
  readonly visitor: AnyVisitor;
}

/** Which rules asked for what, and what they found so far. */
class Visits<Context extends RuleContext | IgnoreRuleContext> {
  readonly findings: Finding[] = [];
  private readonly byEvent = new Map<string, Active<Context>[]>();
  private readonly onFailure: RuleRun['onFailure'];

  constructor({ rules, settings = defaultRuleSettings, onFailure }: RuleRun, shared: Omit<Context, 'options' | 'report'>) {
    this.onFailure = onFailure;
    for (const rule of rules) {
      const { severity, options } = inForce(rule, settings);
      if (severity === 'off') continue;
      const report: Context['report'] = (reported) => this.findings.push(findingOf(rule, severity, reported));
      const context = { ...shared, options, report } as unknown as Context;
      for (const event in rule.on) {
        const active = { rule, context, visitor: rule.on[event as keyof AnyRule['on']] as AnyVisitor };
        const asked = this.byEvent.get(event);
        if (asked) asked.push(active);
        else this.byEvent.set(event, [active]);
      }
    }
  }

  isAskedFor(event: string): boolean {
    return this.byEvent.has(event);
  }

  /**
   * Calls each rule that asked for the event; for what ONBUILD triggers (`triggered`), those that ask for that. What a rule reported
   * before it threw is dropped: half of a finding would be worse than none.
   */
  visit(event: string, at: Span | undefined, triggered: boolean, call: (visitor: AnyVisitor, context: Context) => void): void {
    for (const { rule, context, visitor } of this.byEvent.get(event) ?? []) {
      if (triggered && !rule.onbuild) continue;
      const before = this.findings.length;
      try {
        call(visitor, context);
      } catch (error) {
        this.findings.length = before;
        this.onFailure?.({ rule: rule.id, at: at && { start: at.start, end: at.end }, error });
      }
    }
  }
}

/** What a rule reports, its words in place. */
function findingOf(rule: AnyRule, severity: Severity, report: Report<string>): Finding {
  const messageOf = (id: string, data?: Message['args']): Message => message(rule.messages[id] ?? id, data);
  return {
    rule: rule.id,
    severity,
    span: report.at,
    message: messageOf(report.message, report.data),
    fixes: (report.fixes ?? []).map(({ title, data, level, edits, dependsOn }) => ({
      title: messageOf(title, data),
      level,
      edits,
      dependsOn,
    })),
    related: (report.related ?? []).map(({ at, message: id, data }) => ({ span: at, message: messageOf(id, data) })),
    tag: report.tag,
  };
}

/** By place, then by rule; the same finding once. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
  const seen = new Set<string>();
  return sorted.filter((finding) => {
    const key = JSON.stringify([finding.rule, finding.span.start, finding.span.end, finding.message]);
    return !seen.has(key) && seen.add(key);
  });
}
