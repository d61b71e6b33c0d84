import { allRules } from '../rules/registry.generated.ts';
import type { Finding } from '../linter/rule.ts';
import type { LineIndex, LinePosition } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Translate } from '../base/message.ts';

/** The result of a check for one file. */
export interface FileReport {
  readonly path: string;
  /** Why the file could not be read or written. A file that was not read has no findings. */
  readonly error: string | undefined;
  readonly text: string;
  readonly lines: LineIndex;
  readonly findings: readonly Finding[];
}

/** Writes reports one after the other, so that none has to be kept. Each function returns the next part of the output. */
export interface ReportWriter {
  add(report: FileReport): string;
  end(): string;
}

/** Starts an output in one format. */
export type Formatter = (translate: Translate, style: Style) => ReportWriter | Promise<ReportWriter>;

/** Whether the output is for a person at a terminal or for a program. */
export interface Style {
  /** Whether to print source lines and a summary: standard output is a terminal. */
  readonly interactive: boolean;
  /** Whether to use colors: https://no-color.org */
  readonly coloured: boolean;
}

/** Zero-based lines and UTF-16 characters, as in LSP. */
export interface Range {
  readonly start: LinePosition;
  readonly end: LinePosition;
}

export function rangeOf(lines: LineIndex, { start, end }: Span): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

/** Ids of the same check in other tools; empty for problems that the parser reports. */
export function aliasesOf(rule: string): readonly string[] {
  return allRules.find(({ id }) => id === rule)?.aliases ?? [];
}
