import type { TextEdit } from '../base/edit.ts';
import { insertLineAbove } from '../base/layout.ts';
import { unitAtOrAfter } from './linted-text.ts';
import type { LintedText } from './linted-text.ts';
import type { Finding } from './rule.ts';
import { readSuppressions } from './suppressions.ts';

/**
 * Edits that suppress the finding at its position. The rule is added to the `# layerwise ignore=` comment that already applies there, or a
 * new comment is inserted above. Empty if there is nothing to insert the comment above.
 */
export function suppressEdit({ rule, span }: Pick<Finding, 'rule' | 'span'>, source: LintedText): readonly TextEdit[] {
  const { text } = source;
  const isFile = source.firstLineIsFile && !text.slice(0, span.start).includes('\n');
  const unit = isFile ? undefined : unitAtOrAfter(source, span.start);
  if (!isFile && !unit) return [];
  const existing = readSuppressions(source).find(({ tool, scope }) => tool === 'layerwise' && scope === (unit ?? 'file'));
  if (existing) return [{ start: existing.idsSpan.end, end: existing.idsSpan.end, newText: `,${rule}` }];
  const firstLine = text.startsWith('\ufeff') ? 1 : 0;
  return [insertLineAbove(text, unit?.start ?? firstLine, `# layerwise ${isFile ? 'global ' : ''}ignore=${rule}`)];
}
