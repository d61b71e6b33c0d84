import type { Finding } from '../../linter/rule.ts';
import { lineBreakOf, lineStartAt } from '../../base/layout.ts';
import { message } from '../../base/message.ts';
import { touches } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import { fixesOf } from '../dockerfile/code-actions.ts';
import type { QuickFix } from '../dockerfile/code-actions.ts';
import { diagnoseIgnoreFile } from './diagnostics.ts';
import type { IgnoreDocument } from './document.ts';

/** The quick fixes of all findings that `at` touches: what their rules offer, safe ones first, then a comment that silences them. */
export function ignoreQuickFixes(document: IgnoreDocument, at: Span): readonly QuickFix[] {
  const touched = diagnoseIgnoreFile(document).filter(
    ({ span }) => touches(span, at.start) || touches(span, at.end) || touches(at, span.start),
  );
  return [...touched.flatMap(fixesOf), ...touched.map((finding) => silencing(document, finding))];
}

/** On the first line there is no line above: what is silenced there is silenced in the file. */
function silencing({ text }: IgnoreDocument, finding: Finding): QuickFix {
  const start = lineStartAt(text, finding.span.start);
  const scope = text.slice(0, start).includes('\n') ? '' : 'global ';
  const newText = `# layerwise ${scope}ignore=${finding.rule}${lineBreakOf(text)}`;
  return {
    title: message('Ignore {rule} here', { rule: finding.rule }),
    finding,
    edits: [{ start, end: start, newText }],
    preferred: false,
  };
}
