import type { Span } from './span.ts';

/** Replaces the text of a span; an empty span inserts, an empty `newText` deletes. */
export interface TextEdit extends Span {
  readonly newText: string;
}

/** Whether no two edits touch the same character. Two insertions at the same offset are not disjoint, because their order is undefined. */
export function areDisjoint(edits: readonly TextEdit[]): boolean {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.every((edit, i) => {
    const next = sorted[i + 1];
    return !next || edit.end < next.start || (edit.end === next.start && (edit.end > edit.start || next.end > next.start));
  });
}

/**
 * Applies edits whose spans all refer to the original text, and returns the new text.
 * Throws a RangeError if two edits overlap or an edit lies outside the text, because such a list is a bug of the caller.
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

/** Returns the shortest single edit that turns `before` into `after`, or undefined if they are equal. */
export function minimalEdit(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let same = 0;
  while (same < shorter - start && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { start, end: before.length - same, newText: after.slice(start, after.length - same) };
}
