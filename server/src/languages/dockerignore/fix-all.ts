import { lintedIgnoreFile } from '../../linter/linted-text.ts';
import { finish } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';
import { fixAllInSteps } from '../../linter/fix-all.ts';
import type { FixAllResult } from '../../linter/fix-all.ts';
import { diagnoseIgnoreFileInSteps } from './diagnostics.ts';
import { withIgnoreText } from './document.ts';
import type { IgnoreDocument } from './document.ts';

/** Applies all safe fixes to a .dockerignore file, and returns the text and the fixed findings. */
export function fixAllInIgnoreFile(document: IgnoreDocument): FixAllResult {
  return finish(fixAllInIgnoreFileInSteps(document));
}

/** As `fixAllInIgnoreFile`, in steps, or with the fixes of one rule only. */
export function fixAllInIgnoreFileInSteps(document: IgnoreDocument, rule?: string): Work<FixAllResult> {
  return fixAllInSteps(document.text, function* (text) {
    const current = withIgnoreText(document, text);
    const { units } = lintedIgnoreFile(current.file);
    const findings = yield* diagnoseIgnoreFileInSteps(current);
    return { units, findings: rule === undefined ? findings : findings.filter((finding) => finding.rule === rule) };
  });
}
