import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding } from '../../linter/rule.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Translate } from '../../base/message.ts';
import { rangeOf } from '../report.ts';
import type { FileReport, Formatter, Range } from '../report.ts';
import { JsonArray } from './json-array.ts';
import { sarifLevels, sarifRules } from './sarif-rules.ts';

/** SARIF 2.1.0, with the fixes. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Formatter = async (translate) => {
  const { rulePages } = await import('../../rules/pages.generated.ts');
  const driver = { name: 'Layerwise', semanticVersion: LAYERWISE_VERSION, rules: sarifRules(rulePages) };
  const head = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [] };
  const results = new JsonArray(8);
  const failed: FileReport[] = [];
  let isStarted = false;
  const start = (): string => {
    if (isStarted) return '';
    isStarted = true;
    const start = JSON.stringify(head, null, 2).replace(/\]\n\}$/, '');
    return `${start}\n    {\n      "tool": ${nested({ driver })},\n      "columnKind": "utf16CodeUnits",\n      "results": [`;
  };
  return {
    add(report) {
      if (report.error !== undefined) failed.push(report);
      return start() + report.findings.map((finding) => results.add(resultOf(finding, report, translate))).join('');
    },
    end: () => `${start()}${results.end()},\n      "invocations": ${nested([invocationOf(failed)])}\n    }\n  ]\n}\n`,
  };
};

/** A value of the run, whose members have six spaces. */
function nested(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n      ');
}

function invocationOf(failed: readonly FileReport[]): unknown {
  return {
    executionSuccessful: failed.length === 0,
    toolExecutionNotifications: failed.map(({ path, error }) => ({
      level: 'error',
      message: { text: error },
      locations: [{ physicalLocation: { artifactLocation: artifact(path) } }],
    })),
  };
}

function resultOf(finding: Finding, { path, lines }: FileReport, translate: Translate): unknown {
  const fixes = finding.fixes.filter(({ edits }) => edits.length > 0);
  const ruleIndex = allRules.findIndex(({ id }) => id === finding.rule);
  const location = (range: Range): unknown => ({ physicalLocation: { artifactLocation: artifact(path), region: regionOf(range) } });
  return {
    ruleId: finding.rule,
    ...(ruleIndex >= 0 && { ruleIndex }),
    level: sarifLevels[finding.severity],
    message: { text: translate(finding.message) },
    locations: [location(rangeOf(lines, finding.span))],
    ...(finding.related.length > 0 && {
      relatedLocations: finding.related.map(({ span, message }) => ({
        ...(location(rangeOf(lines, span)) as object),
        message: { text: translate(message) },
      })),
    }),
    // A fix must have at least one replacement (3.56.3).
    ...(fixes.length > 0 && {
      fixes: fixes.map(({ title, edits }) => ({
        description: { text: translate(title) },
        artifactChanges: [
          {
            artifactLocation: artifact(path),
            replacements: edits.map((edit) => ({
              deletedRegion: regionOf(rangeOf(lines, edit)),
              insertedContent: { text: edit.newText },
            })),
          },
        ],
      })),
    }),
  };
}

/** Relative to the current folder, which viewers take as the project root; an absolute path is a URI of its own. */
function artifact(path: string): { uri: string } {
  return { uri: isAbsolute(path) ? pathToFileURL(path).href : path.split(sep).map(encodeURIComponent).join('/') };
}

/** SARIF counts lines and columns from 1; the end column is exclusive. */
function regionOf({ start, end }: Range): unknown {
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
