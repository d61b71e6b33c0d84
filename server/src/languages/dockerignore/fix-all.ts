import { lintedIgnoreFile } from '../../linter/linted-text.ts';
import { fixAll } from '../../linter/fix-all.ts';
import type { FixAllResult } from '../../linter/fix-all.ts';
import { diagnoseIgnoreFile } from './diagnostics.ts';
import { withIgnoreText } from './document.ts';
import type { IgnoreDocument } from './document.ts';

/** The .dockerignore with all safe fixes applied, and which findings they mended. */
export function fixAllInIgnoreFile(document: IgnoreDocument): FixAllResult {
  return fixAll(document.text, (text) => {
    const current = withIgnoreText(document, text);
    const { units } = lintedIgnoreFile(current.file);
    return { units, findings: diagnoseIgnoreFile(current) };
  });
}
