import { diagnose } from '../services/diagnostics.ts';
import { diagnoseIgnoreFile } from '../services/dockerignore/diagnostics.ts';
import { type IgnoreDocument, withIgnoreText } from '../services/dockerignore/document.ts';
import { fixAllInIgnoreFile } from '../services/dockerignore/fix-all.ts';
import { type DockerfileDocument, withText } from '../services/document.ts';
import { fixAllIn } from '../services/fix-all.ts';
import { LineIndex } from '../text/lines.ts';
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
