import { diagnose } from '../languages/dockerfile/diagnostics.ts';
import { diagnoseIgnoreFile } from '../languages/dockerignore/diagnostics.ts';
import { withIgnoreText } from '../languages/dockerignore/document.ts';
import type { IgnoreDocument } from '../languages/dockerignore/document.ts';
import { fixAllInIgnoreFile } from '../languages/dockerignore/fix-all.ts';
import { withText } from '../languages/dockerfile/document.ts';
import type { DockerfileDocument } from '../languages/dockerfile/document.ts';
import { fixAllIn } from '../languages/dockerfile/fix-all.ts';
import { LineIndex } from '../base/lines.ts';
import type { Message } from '../base/message.ts';
import { unfinishedMessage } from '../linter/fix-all.ts';
import type { FixAllResult } from '../linter/fix-all.ts';
import type { FileReport } from './report.ts';

/** A checked file, which can be fixed: the same for both languages. */
export interface Checked extends FileReport {
  readonly fix: () => Fixed;
}

/** A file with all safe fixes applied. */
export interface Fixed {
  /** The number of findings that were fixed. */
  readonly count: number;
  readonly text: string;
  /** What to tell of rules whose fixes did not come to an end. */
  readonly warning: Message | undefined;
  /** Checks the fixed text. */
  readonly check: () => Checked;
}

/** `path`: as the user named it. */
export function checkDockerfile(path: string, document: DockerfileDocument): Checked {
  const fix = (): Fixed => {
    const result = fixAllIn(document);
    const { text } = result;
    return { ...fixedOf(result), check: () => checkDockerfile(path, withText(document, text)) };
  };
  return { ...reportOf(path, document.text), findings: diagnose(document), fix };
}

/** `path`: as the user named it. */
export function checkIgnoreFile(path: string, document: IgnoreDocument): Checked {
  const fix = (): Fixed => {
    const result = fixAllInIgnoreFile(document);
    const { text } = result;
    return { ...fixedOf(result), check: () => checkIgnoreFile(path, withIgnoreText(document, text)) };
  };
  return { ...reportOf(path, document.text), findings: diagnoseIgnoreFile(document), fix };
}

function fixedOf(result: FixAllResult): Omit<Fixed, 'check'> {
  return { count: result.applied.length, text: result.text, warning: unfinishedMessage(result) };
}

function reportOf(path: string, text: string): Omit<FileReport, 'findings'> {
  return { path, error: undefined, text, lines: new LineIndex(text) };
}
