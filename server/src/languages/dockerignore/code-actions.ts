import type { Span } from '../../base/span.ts';
import { lintedIgnoreFile } from '../../linter/linted-text.ts';
import { quickFixesFor } from '../quick-fixes.ts';
import type { QuickFix } from '../quick-fixes.ts';
import { diagnoseIgnoreFile } from './diagnostics.ts';
import type { IgnoreDocument } from './document.ts';

/** The quick fixes of all findings that `at` touches. */
export function ignoreQuickFixes(document: IgnoreDocument, at: Span): readonly QuickFix[] {
  return quickFixesFor(diagnoseIgnoreFile(document), lintedIgnoreFile(document.file), at);
}
