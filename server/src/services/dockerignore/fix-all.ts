import { type FixAllResult, fixAll } from '../../rules/fix-all.ts';
import { diagnoseIgnoreFile } from './diagnostics.ts';
import { type IgnoreDocument, withIgnoreText } from './document.ts';

/** The .dockerignore with all safe fixes applied, and which findings they mended. */
export function fixAllInIgnoreFile(document: IgnoreDocument): FixAllResult {
  return fixAll(document.text, (text) => {
    const current = withIgnoreText(document, text);
    const { patterns, problems } = current.file;
    return { units: [...patterns, ...problems].sort((a, b) => a.start - b.start), findings: diagnoseIgnoreFile(current) };
  });
}
