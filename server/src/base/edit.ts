import type { Span } from './span.ts';

/** Replaces the text of a span; an empty span inserts, an empty `newText` deletes. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** Whether no two edits touch the same character. Two insertions at one place count as touching: their order would be a guess. */
export function areDisjoint(edits: readonly TextEdit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.every((edit, i) => {
    const next = sorted[i + 1];
    return !next || edit.end < next.start || (edit.end === next.start && (edit.end > edit.start || next.end > next.start));
  });
}

/**
 * The text after all edits, whose spans all refer to the text before them.
 * Throws a RangeError when two edits overlap or one lies outside of the text: such a list is a bug of whoever made it.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let out = '';
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edit ${edit.start}..${edit.end} overlaps another or leaves the text (length ${text.length})`);
    }
    out += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return out + text.slice(at);
}

/** The shortest single edit that turns `before` into `after`; undefined where they are the same. */
export function difference(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, newText: after.slice(start, after.length - same) };
}
