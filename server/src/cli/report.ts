import { allRules } from '../rules/registry.generated.ts';
import type { Finding, Severity } from '../linter/rule.ts';
import type { LineIndex, LinePosition } from '../base/lines.ts';
import type { Span } from '../base/span.ts';
import type { Translate } from '../base/message.ts';
import type { Terminal } from './terminal.ts';

/** One file's part of a check. */
export interface FileReport {
  readonly path: string;
  /** Why it could not be read, or not be written; of a file that was not read there are no findings. */
  readonly error: string | undefined;
  readonly text: string;
  readonly lines: LineIndex;
  readonly findings: readonly Finding[];
}

/** Turns reports into what is printed. */
export type Formatter = (reports: readonly FileReport[], translate: Translate, style: Style) => string | Promise<string>;

/** For whom it is printed: a person at a terminal, or a program. */
export type Style = Pick<Terminal, 'interactive' | 'coloured'>;

/** Zero-based lines and UTF-16 characters, as in LSP. */
export interface Range {
  readonly start: LinePosition;
  readonly end: LinePosition;
}

export function rangeOf(lines: LineIndex, { start, end }: Span): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

/** Ids of the same check elsewhere; none for what the parser itself reports. */
export function aliasesOf(rule: string): readonly string[] {
  return allRules.find(({ id }) => id === rule)?.aliases ?? [];
}

/** From the gravest. */
export const severities: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
