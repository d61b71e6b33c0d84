import type { Finding } from '../../linter/rule.ts';
import type { Translate } from '../../base/message.ts';
import { JsonArray } from './json-array.ts';
import { aliasesOf, rangeOf } from '../report.ts';
import type { FileReport, Formatter } from '../report.ts';

/** The documented JSON output of a check. `version` increases with every incompatible change. */
export const json: Formatter = (translate) => {
  const files = new JsonArray(4);
  return {
    add: (report) => `${files.isEmpty ? '{\n  "version": 1,\n  "files": [' : ''}${files.add(fileOf(report, translate))}`,
    end: () => `${files.isEmpty ? '{\n  "version": 1,\n  "files": [' : ''}${files.end()}\n}\n`,
  };
};

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
