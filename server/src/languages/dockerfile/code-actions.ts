import type { Span } from '../../base/span.ts';
import { lintedDockerfile } from '../../linter/linted-text.ts';
import { quickFixesFor } from '../quick-fixes.ts';
import type { QuickFix } from '../quick-fixes.ts';
import { diagnose } from './diagnostics.ts';
import type { DockerfileDocument } from './document.ts';

/** The quick fixes of all findings that `at` touches. */
export function quickFixes(document: DockerfileDocument, at: Span): readonly QuickFix[] {
  return quickFixesFor(diagnose(document), lintedDockerfile(document.model.tree), at);
}
