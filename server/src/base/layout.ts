import type { TextEdit } from './edit.ts';
import type { Span } from './span.ts';

/** The line break that the text uses, judged by its first; `\n` where it has none. */
export function lineBreakOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

/** Offset of the first character of the line that `offset` is on; a byte order mark is before the first line. */
export function lineStartAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !beforeLine.has(text[start - 1]!)) start--;
  return start;
}

const beforeLine: ReadonlySet<string> = new Set(['\n', '\r', '\ufeff']);

/** The blanks and tabs that the line of `offset` begins with. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStartAt(text, offset);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(start, end);
}

/** Puts a line of its own above the line of `offset`, with that line's indentation. */
export function insertLineAbove(text: string, offset: number, line: string): TextEdit {
  const indentation = indentationAt(text, offset);
  const at = lineStartAt(text, offset) + indentation.length;
  return { start: at, end: at, newText: `${line}${lineBreakOf(text)}${indentation}` };
}

/** Deletes all lines that `at` touches, their line breaks included. */
export function deleteLines(text: string, at: Span): TextEdit {
  let end = at.end;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  if (text[end] === '\r') end++;
  if (text[end] === '\n') end++;
  return { start: lineStartAt(text, at.start), end, newText: '' };
}
