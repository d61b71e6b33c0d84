import { diagnose } from '../languages/dockerfile/diagnostics.ts';
import { diagnoseIgnoreFile } from '../languages/dockerignore/diagnostics.ts';
import { withIgnoreText } from '../languages/dockerignore/document.ts';
import type { IgnoreDocument } from '../languages/dockerignore/document.ts';
import { fixAllInIgnoreFile } from '../languages/dockerignore/fix-all.ts';
import { withText } from '../languages/dockerfile/document.ts';
import type { DockerfileDocument } from '../languages/dockerfile/document.ts';
import { fixAllIn } from '../languages/dockerfile/fix-all.ts';
import { LineIndex } from '../base/lines.ts';
import type { FileReport } from './report.ts';

/** A file that was read and checked, and what becomes of it when it is mended: the same for both languages. */
export interface Checked extends FileReport {
  readonly mend: () => Mended;
}

/** A file with all safe fixes applied. */
export interface Mended {
  /** How many findings that has mended. */
  readonly count: number;
  readonly text: string;
  /** What is left to say of it. */
  readonly check: () => Checked;
}

/** `path`: as the user named it. */
export function checkDockerfile(path: string, document: DockerfileDocument): Checked {
  const mend = (): Mended => {
    const { text, applied } = fixAllIn(document);
    return { count: applied.length, text, check: () => checkDockerfile(path, withText(document, text)) };
  };
  return { ...reportOf(path, document.text), findings: diagnose(document), mend };
}

/** `path`: as the user named it. */
export function checkIgnoreFile(path: string, document: IgnoreDocument): Checked {
  const mend = (): Mended => {
    const { text, applied } = fixAllInIgnoreFile(document);
    return { count: applied.length, text, check: () => checkIgnoreFile(path, withIgnoreText(document, text)) };
  };
  return { ...reportOf(path, document.text), findings: diagnoseIgnoreFile(document), mend };
}

function reportOf(path: string, text: string): Omit<FileReport, 'findings'> {
  return { path, error: undefined, text, lines: new LineIndex(text) };
}
