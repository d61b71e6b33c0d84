import { ignoreEdit } from '../../linter/ignore-edit.ts';
import { safeFixOf } from '../../linter/fix-all.ts';
import type { Finding } from '../../linter/rule.ts';
import type { TextEdit } from '../../base/edit.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { touches } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import { diagnose } from './diagnostics.ts';
import type { DockerfileDocument } from './document.ts';

/** A quick fix: edits that answer one finding. */
export interface QuickFix {
  readonly title: Message;
  readonly finding: Finding;
  readonly edits: readonly TextEdit[];
  /** The one that an editor's "auto fix" takes: safe, and the first of its finding. */
  readonly preferred: boolean;
}

/** The quick fixes of all findings that `at` touches: what their rules offer, safe ones first, then a comment that silences them. */
export function quickFixes(document: DockerfileDocument, at: Span): readonly QuickFix[] {
  const touched = diagnose(document).filter(({ span }) => touches(span, at.start) || touches(span, at.end) || touches(at, span.start));
  return [...touched.flatMap(fixesOf), ...touched.flatMap((finding) => silencing(document, finding))];
}

/** What the rule of a finding offers, safe ones first. */
export function fixesOf(finding: Finding): readonly QuickFix[] {
  const best = safeFixOf(finding);
  const inOrder = [...finding.fixes].sort((a, b) => Number(a.level !== 'safe') - Number(b.level !== 'safe'));
  return inOrder.map((fix) => ({ title: fix.title, finding, edits: fix.edits, preferred: fix === best }));
}

function silencing(document: DockerfileDocument, finding: Finding): readonly QuickFix[] {
  const edits = ignoreEdit(finding, document.model.tree);
  if (edits.length === 0) return [];
  return [{ title: message('Ignore {rule} here', { rule: finding.rule }), finding, edits, preferred: false }];
}
