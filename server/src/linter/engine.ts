import type { BuildContext } from '../context/build-context.ts';
import { factsOf } from '../facts/facts.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import { suppressionsOf } from './suppressions.ts';
import type { AnyRule, Finding, Report, RuleContext, Severity } from './rule.ts';
import { defaultRuleSettings, inForce } from './settings.ts';
import type { RuleSettings } from './settings.ts';

/** What a run of the rules looks at. */
export interface RuleRun {
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  readonly rules: readonly AnyRule[];
  readonly settings?: RuleSettings;
  /** Hears of a rule that threw: a bug of that rule, which costs its findings for that instruction and nothing else. */
  readonly onFailure?: (failure: RuleFailure) => void;
}

export interface RuleFailure {
  readonly rule: string;
  /** The instruction or stage that the rule was looking at; undefined when it looked at the file. */
  readonly at: Span | undefined;
  readonly error: unknown;
}

/**
 * Everything that the rules find, pragmas and settings applied, each finding once, in the order of the text.
 * Walks the instructions once and hands each to the rules that asked for its keyword. Never throws.
 */
export function runRules(run: RuleRun): readonly Finding[] {
  const visits = new Visits(run);
  for (const instruction of run.model.tree.instructions) {
    visits.instruction(instruction);
    if (instruction.keyword === 'ONBUILD' && instruction.trigger) visits.instruction(instruction.trigger, true);
  }
  for (const stage of run.model.stages) visits.visit('stage', stage, (visitor, context) => visitor(stage, context));
  visits.visit('file', undefined, (visitor, context) => visitor(context));
  const suppressed = suppressionsOf(run.model.tree, run.rules);
  return inOrder(visits.findings.filter((finding) => !suppressed(finding)));
}

type AnyVisitor = (...of: unknown[]) => void;

/** A rule that is switched on, with what it is given and who receives its reports. */
interface Active {
  readonly rule: AnyRule;
  readonly context: RuleContext;
  readonly visitor: AnyVisitor;
}

/** Which rules asked for what, and what they found so far. */
class Visits {
  readonly findings: Finding[] = [];
  private readonly byEvent = new Map<string, Active[]>();
  private readonly onFailure: RuleRun['onFailure'];

  constructor(run: RuleRun) {
    this.onFailure = run.onFailure;
    const { model, build, settings = defaultRuleSettings } = run;
    const shared: SharedContext = {
      text: model.tree.text,
      model,
      build,
      facts: factsOf(model, build),
      stageOf: (instruction) => model.stageOf(instruction),
      scriptOf: (instruction) => model.scriptOf(instruction),
    };
    for (const rule of run.rules) {
      const { severity, options } = inForce(rule, settings);
      if (severity === 'off') continue;
      const report: RuleContext['report'] = (said) => this.findings.push(findingOf(rule, severity, said));
      const context: RuleContext = { ...shared, options, report };
      for (const event in rule.on) {
        const active: Active = { rule, context, visitor: rule.on[event as keyof AnyRule['on']] as AnyVisitor };
        const asked = this.byEvent.get(event);
        if (asked) asked.push(active);
        else this.byEvent.set(event, [active]);
      }
    }
  }

  instruction(instruction: Instruction, triggered = false): void {
    for (const event of [instruction.keyword, 'instruction']) {
      this.visit(event, instruction, (visitor, context) => visitor(instruction, context), triggered);
    }
  }

  /** Calls each rule that asked for the event. What a rule found before it threw is taken back: half a finding is none. */
  visit(event: string, at: Span | undefined, call: (visitor: AnyVisitor, context: RuleContext) => void, triggered = false): void {
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

/** What all rules of a run are given alike. */
type SharedContext = Omit<RuleContext, 'options' | 'report'>;

/** What a rule reports, its words in place. */
export function findingOf(rule: AnyRule, severity: Severity, report: Report<string>): Finding {
  const say = (id: string, data?: Message['args']): Message => message(rule.messages[id] ?? id, data);
  return {
    rule: rule.id,
    severity,
    span: report.at,
    message: say(report.message, report.data),
    fixes: (report.fixes ?? []).map(({ title, data, level, edits }) => ({ title: say(title, data), level, edits })),
    related: (report.related ?? []).map(({ at, message: id, data }) => ({ span: at, message: say(id, data) })),
    tag: report.tag,
  };
}

/** By place, then by rule; the same finding once. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const sorted = [...findings].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
  const seen = new Set<string>();
  return sorted.filter((finding) => {
    const key = JSON.stringify([finding.rule, finding.span.start, finding.span.end, finding.message]);
    return !seen.has(key) && seen.add(key);
  });
}
