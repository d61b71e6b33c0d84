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

/**
 * Edits that suppress a rule in the whole file. A check of BuildKit is added to the one `# check=skip=` line, which Docker obeys too; it is
 * inserted at the top if there is none. Any other rule is added to the `# layerwise global ignore=` comment, or a new one above the first
 * instruction or line. Empty for a file without either.
 *
 * @param check BuildKit's name of the rule, for a Dockerfile; undefined if BuildKit does not have it.
 */
export function suppressInFileEdit(rule: string, check: string | undefined, source: LintedText): readonly TextEdit[] {
  const { text, units, directives } = source;
  const first = units[0];
  if (!first) return [];
  const tool = check === undefined ? 'layerwise' : 'buildkit';
  const name = check ?? rule;
  const existing = readSuppressions(source).find((each) => each.tool === tool && each.scope === 'file');
  if (existing) return [{ start: existing.idsSpan.end, end: existing.idsSpan.end, newText: `,${name}` }];
  if (check === undefined) return [insertLineAbove(text, first.start, `# layerwise global ignore=${name}`)];
  const directive = directives[0];
  if (directive) return [{ start: directive.end, end: directive.end, newText: `;skip=${name}` }];
  return [insertLineAbove(text, topOf(text), `# check=skip=${name}`)];
}

/** Where the first directive can begin: after a byte order mark and a `#!` line. */
function topOf(text: string): number {
  const start = text.startsWith('\ufeff') ? 1 : 0;
  const end = text.startsWith('#!', start) ? text.indexOf('\n', start) + 1 : 0;
  return end > 0 ? end : start;
}
