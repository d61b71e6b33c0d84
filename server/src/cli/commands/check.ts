import path from 'node:path';
import { message } from '../../base/message.ts';
import type { Message, Translate } from '../../base/message.ts';
import { isFragment, isOtherFile } from '../../knowledge/file-names.ts';
import { oneOf, readArguments } from '../arguments.ts';
import { Baselines } from '../baselines.ts';
import { checkFilesInParallel } from '../check-files.ts';
import type { Checked } from '../checked.ts';
import { Configurations } from '../configurations.ts';
import { Documents } from '../documents.ts';
import { findFiles } from '../find-files.ts';
import { github } from '../formats/github.ts';
import { gitlab } from '../formats/gitlab.ts';
import { json } from '../formats/json.ts';
import { sarif } from '../formats/sarif.ts';
import { text } from '../formats/text.ts';
import { failLevels } from '../../linter/configuration/configuration.ts';
import type { FailLevel } from '../../linter/configuration/configuration.ts';
import type { Severity } from '../../linter/rule.ts';
import { Progress } from '../progress.ts';
import type { FileReport, Formatter } from '../report.ts';
import { status, wordsOf } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

const formats = { text, json, sarif, github, gitlab } satisfies Record<string, Formatter>;

const options = {
  format: { type: 'string', default: 'text' },
  context: { type: 'string' },
  'fail-level': { type: 'string' },
  config: { type: 'string' },
  preset: { type: 'string' },
  rule: { type: 'string', multiple: true },
  fix: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  'write-baseline': { type: 'boolean', default: false },
} as const;

const defaultFailLevel: FailLevel = 'warning';

function recordedMessage({ file, count }: { readonly file: string; readonly count: number }): Message {
  return message('{file}: {count} findings recorded', { file, count });
}

/** Whether a finding makes the check fail. */
function reaches(severity: Severity, level: FailLevel): boolean {
  return level !== 'none' && failLevels.indexOf(severity) <= failLevels.indexOf(level);
}

/** `layerwise check [PATH...]`: findings of files and folders. A file that cannot be read does not stop the others. */
export async function check(args: readonly string[], terminal: Terminal, translate: Translate): Promise<number> {
  const { values, positionals } = readArguments(args, options);
  const formatName = oneOf('format', values.format, ['text', 'json', 'sarif', 'github', 'gitlab']);
  const format = formats[formatName];
  const failLevel = values['fail-level'] === undefined ? undefined : oneOf('fail-level', values['fail-level'], failLevels);
  const documents = await Documents.in(terminal, values.context, await Configurations.in(terminal, translate, values));
  const { files, empty } = await findFiles(positionals.length > 0 ? positionals : ['.'], terminal.folder);
  for (const folder of empty) terminal.err(`layerwise: ${folder}: ${translate(message('no Dockerfile found'))}\n`);
  // If the fixed text is printed to standard output, nothing else is.
  const printsText = values.fix && (values['dry-run'] || positionals.includes('-'));
  const writer = await format(translate, terminal);
  const progress = new Progress(files.length, terminal, translate);
  const baselines = new Baselines(terminal.folder);
  let [hasErrors, hasFindings] = [false, false];
  const { context, config, preset, rule, fix: isFixed } = values;
  const needsFixes = formatName === 'json' || formatName === 'sarif';
  const setup = { folder: terminal.folder, locale: terminal.locale, context, configuration: { config, preset, rule }, needsFixes };
  for await (const checked of checkFilesInParallel(files, { documents, translate, isFixed }, setup, terminal)) {
    const { found } = checked;
    let report: FileReport = checked.report;
    progress.next(found.path);
    const name = path.basename(found.path);
    if (found.folder !== undefined && (isFragment(name, report.text) || isOtherFile(name, report.text))) continue;
    if (values.fix && isChecked(report)) report = await fix(report, documents, values['dry-run'], terminal, translate);
    if (values['write-baseline']) {
      baselines.record(report);
      report = { ...report, findings: [] };
    } else report = await baselines.without(report);
    const part = printsText ? '' : writer.add(report);
    if (report.error !== undefined || part !== '') progress.clear();
    if (report.error !== undefined) terminal.err(`layerwise: ${report.path}: ${report.error}\n`);
    if (part !== '') terminal.out(part);
    hasErrors ||= report.error !== undefined;
    const level = failLevel ?? (await documents.configurationOf(found.path)).failLevel ?? defaultFailLevel;
    hasFindings ||= report.findings.some(({ severity }) => reaches(severity, level));
  }
  progress.clear();
  if (values['write-baseline']) terminal.err(`${translate(recordedMessage(await baselines.write()))}\n`);
  if (!printsText) terminal.out(writer.end());
  return hasErrors ? status.failed : hasFindings ? status.findings : status.ok;
}

function isChecked(report: FileReport): report is Checked {
  return 'fix' in report;
}

/** Applies the safe fixes, writes or prints the file, and reports the remaining findings. If it cannot be written, reports all of them. */
async function fix(report: Checked, documents: Documents, dryRun: boolean, terminal: Terminal, translate: Translate): Promise<FileReport> {
  const { path: name } = report;
  const { text: fixed, count, warning, check: checkAgain } = report.fix();
  if (warning) terminal.err(`layerwise: ${name}: ${translate(warning)}\n`);
  if (dryRun || name === '-') terminal.out(name === '-' ? fixed : preview(name, count, fixed, translate));
  if (count === 0) return report;
  try {
    if (!dryRun && name !== '-') await documents.write(name, fixed);
  } catch (error) {
    return { ...report, error: wordsOf(error, translate) };
  }
  return checkAgain();
}

function preview(name: string, count: number, fixed: string, translate: Translate): string {
  if (count === 0) return `${name}: ${translate(message('nothing to fix'))}\n`;
  return `${name}: ${translate(message('{count} fixed', { count }))}\n${fixed.endsWith('\n') ? fixed : `${fixed}\n`}`;
}
