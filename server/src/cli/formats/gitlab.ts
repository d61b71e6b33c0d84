import { createHash } from 'node:crypto';
import type { Severity } from '../../linter/rule.ts';
import type { Formatter } from '../report.ts';

/** Severities of GitLab's code quality report. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const levels: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' };

/**
 * A code quality report: one JSON array. GitLab finds out what a merge request adds by the fingerprints, so they do not depend on the number
 * of the line: rule, path, text of the line, and how many equal findings come before.
 */
export const gitlab: Formatter = (translate) => {
  const seen = new Map<string, number>();
  let isFirst = true;
  const fingerprintOf = (...parts: readonly string[]): string => {
    const key = JSON.stringify(parts);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return createHash('sha256')
      .update(JSON.stringify([...parts, before]))
      .digest('hex');
  };
  return {
    add: ({ path, text, lines, findings }) =>
      findings
        .map(({ severity, span, message, rule }) => {
          const line = lines.lineAt(span.start);
          const issue = {
            description: translate(message),
            check_name: rule,
            fingerprint: fingerprintOf(rule, path, text.split('\n', line + 1)[line]!.trim()),
            severity: levels[severity],
            location: { path, lines: { begin: line + 1, end: lines.lineAt(span.end) + 1 } },
          };
          const separator = isFirst ? '[\n' : ',\n';
          isFirst = false;
          return `${separator}${JSON.stringify(issue)}`;
        })
        .join(''),
    end: () => (isFirst ? '[]\n' : '\n]\n'),
  };
};
