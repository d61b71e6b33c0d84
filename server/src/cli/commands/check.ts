import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isIgnoreFileName } from '../../project/ignore-file-name.ts';
import { LineIndex } from '../../text/lines.ts';
import { message, type Translate } from '../../text/message.ts';
import { oneOf, readArguments } from '../arguments.ts';
import { type Checked, checkDockerfile, checkIgnoreFile } from '../checked.ts';
import { Documents } from '../documents.ts';
import { findFiles } from '../find-files.ts';
import { github } from '../formats/github.ts';
import { json } from '../formats/json.ts';
import { sarif } from '../formats/sarif.ts';
import { text } from '../formats/text.ts';
import { severities, type FileReport, type Formatter } from '../report.ts';
import { status, wordsOf, type Terminal } from '../terminal.ts';

const formats = { text, json, sarif, github } satisfies Record<string, Formatter>;

const options = {
  format: { type: 'string', default: 'text' },
  context: { type: 'string' },
  'fail-level': { type: 'string', default: 'warning' },
  fix: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
} as const;

/** `layerwise check [PATH...]`: findings of files and folders. One file that cannot be read stops none of the others. */
export async function check(args: readonly string[], terminal: Terminal, translate: Translate): Promise<number> {
  const { values, positionals } = readArguments(args, options);
  const format = formats[oneOf('format', values.format, ['text', 'json', 'sarif', 'github'])];
  const failLevel = oneOf('fail-level', values['fail-level'], [...severities, 'none']);
  const documents = new Documents(terminal, values.context);
  const reports: FileReport[] = [];
  for (const found of await findFiles(positionals.length > 0 ? positionals : ['.'], terminal.folder)) {
    let report = found.error === undefined ? await reportOf(found.path, documents, translate) : failure(found.path, translate(found.error));
    if (report.error !== undefined) terminal.err(`layerwise: ${report.path}: ${report.error}\n`);
    else if (values.fix) report = await fix(report as Checked, values['dry-run'], terminal, translate);
    reports.push(report);
  }
  // Where the fixed text itself is printed, nothing else is.
  const printsText = values.fix && (values['dry-run'] || positionals.includes('-'));
  if (!printsText) terminal.out(format(reports, translate, terminal.interactive));
  if (reports.some(({ error }) => error !== undefined)) return status.failed;
  const counting = new Set(severities.slice(0, failLevel === 'none' ? 0 : severities.indexOf(failLevel) + 1));
  return reports.some(({ findings }) => findings.some(({ severity }) => counting.has(severity))) ? status.findings : status.ok;
}

async function reportOf(name: string, documents: Documents, translate: Translate): Promise<Checked | FileReport> {
  try {
    return isIgnoreFileName(name)
      ? checkIgnoreFile(name, await documents.openIgnoreFile(name))
      : checkDockerfile(name, await documents.open(name));
  } catch (error) {
    return failure(name, wordsOf(error, translate));
  }
}

function failure(name: string, error: string): FileReport {
  return { path: name, error, text: '', lines: new LineIndex(''), findings: [] };
}

/** Applies the safe fixes, writes the file (or prints what it would be), and reports what is left. */
async function fix(report: Checked, dryRun: boolean, terminal: Terminal, translate: Translate): Promise<FileReport> {
  const { path: name } = report;
  const { text: fixed, count, check: checkAgain } = report.mend();
  if (count > 0 && !dryRun && name !== '-') await writeFile(path.resolve(terminal.folder, name), fixed);
  if (dryRun || name === '-') terminal.out(dryRun && name !== '-' ? preview(name, count, fixed, translate) : fixed);
  return count === 0 ? report : checkAgain();
}

function preview(name: string, count: number, fixed: string, translate: Translate): string {
  if (count === 0) return `${name}: ${translate(message('nothing to fix'))}\n`;
  return `${name}: ${translate(message('{count} fixed', { count }))}\n${fixed.endsWith('\n') ? fixed : `${fixed}\n`}`;
}
