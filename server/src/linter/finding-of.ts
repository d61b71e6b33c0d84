import type { TextEdit } from '../base/edit.ts';
import { lazy } from '../base/memoize.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import type { Span } from '../base/span.ts';
import type { AnyRule, Finding, Fix, Report, ReportedFix, Severity } from './rule.ts';

/** An error that a rule threw. */
export interface RuleFailure {
  readonly rule: string;
  /** The instruction or stage that the rule was called for. Undefined if it was called for the file. */
  readonly at: Span | undefined;
  readonly error: unknown;
}

/** How fixes become part of a finding. */
export interface FixPolicy {
  /** Whether edits may be offered. */
  readonly allows: (edits: readonly TextEdit[]) => boolean;
  readonly onFailure: ((failure: RuleFailure) => void) | undefined;
}

const allowsAll: FixPolicy = { allows: () => true, onFailure: undefined };

/** A finding with the message texts of the rule. If its fixes cannot be computed, it has none, and `onFailure` is called. */
export function findingOf(
  rule: AnyRule,
  severity: Severity,
  report: Report<string>,
  { allows, onFailure }: FixPolicy = allowsAll,
): Finding {
  const messageOf = (id: string, data?: Message['args']): Message => message(rule.messages[id] ?? id, data);
  const toFixes = (fixes: readonly ReportedFix<string>[]): readonly Fix[] =>
    fixes
      .filter(({ edits }) => allows(edits))
      .map(({ title, data, level, edits, dependsOn }) => ({ title: messageOf(title, data), level, edits, dependsOn }));
  const { fixes = [], laterFixes } = report;
  const finding = {
    rule: rule.id,
    severity,
    span: report.at,
    message: messageOf(report.message, report.data),
    fixes: toFixes(fixes),
    related: (report.related ?? []).map(({ at, message: id, data }) => ({ span: at, message: messageOf(id, data) })),
    tag: report.tag,
    ...(report.action && { action: report.action }),
  };
  if (!laterFixes) return finding;
  const later = lazy(() => {
    try {
      return toFixes(laterFixes());
    } catch (error) {
      onFailure?.({ rule: rule.id, at: report.at, error });
      return [];
    }
  });
  return Object.defineProperty(finding, 'fixes', { get: later, enumerable: true });
}
