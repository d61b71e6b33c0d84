import { lintedIgnoreFile } from '../../linter/linted-text.ts';
import { fixAll } from '../../linter/fix-all.ts';
import type { FixAllResult } from '../../linter/fix-all.ts';
import { diagnoseIgnoreFile } from './diagnostics.ts';
import { withIgnoreText } from './document.ts';
import type { IgnoreDocument } from './document.ts';

/** Applies all safe fixes to a .dockerignore file, and returns the text and the fixed findings. */
export function fixAllInIgnoreFile(document: IgnoreDocument): FixAllResult {
  return fixAll(document.text, (text) => {
    const current = withIgnoreText(document, text);
    const { units } = lintedIgnoreFile(current.file);
    return { units, findings: diagnoseIgnoreFile(current) };
  });
}
