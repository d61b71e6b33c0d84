import type { Finding } from '../../linter/rule.ts';
import type { Translate } from '../../base/message.ts';
import { aliasesOf, rangeOf } from '../report.ts';
import type { FileReport, Formatter } from '../report.ts';

/** The documented JSON output of a check. `version` increases with every incompatible change. */
export const json: Formatter = (reports, translate) =>
  `${JSON.stringify({ version: 1, files: reports.map((report) => fileOf(report, translate)) }, null, 2)}\n`;

function fileOf(report: FileReport, translate: Translate): unknown {
  return {
    path: report.path,
    error: report.error ?? null,
    findings: report.findings.map((finding) => findingOf(finding, report, translate)),
  };
}

function findingOf({ rule, severity, message, span, fixes }: Finding, { lines }: FileReport, translate: Translate): unknown {
  return {
    rule,
    aliases: aliasesOf(rule),
    severity,
    message: translate(message),
    range: rangeOf(lines, span),
    fixes: fixes.map(({ title, level, edits }) => ({
      title: translate(title),
      level,
      edits: edits.map((edit) => ({ range: rangeOf(lines, edit), newText: edit.newText })),
    })),
  };
}
