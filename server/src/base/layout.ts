import type { TextEdit } from './edit.ts';
import type { Span } from './span.ts';

/*
 * Lines as builders read them: they end with a line feed. A carriage return alone is a character like others, so a line that is inserted with
 * one would become a part of the next.
 */

/** The first line break of the text, or `\n` if there is none. */
export function lineBreakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

/** Offset of the first character of the line that contains `offset`. A byte order mark comes before the first line. */
export function lineStartAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n') start--;
  return start === 0 && offset > 0 && text[0] === '\ufeff' ? 1 : start;
}

/** Offset of the end of the line that contains `offset`, before its line break. */
export function lineEndAt(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** The spaces and tabs at the start of the line that contains `offset`. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStartAt(text, offset);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(start, end);
}

/** Inserts a line above the line that contains `offset`, with the same indentation. */
export function insertLineAbove(text: string, offset: number, line: string): TextEdit {
  const indentation = indentationAt(text, offset);
  const at = lineStartAt(text, offset) + indentation.length;
  return { start: at, end: at, newText: `${line}${lineBreakOf(text)}${indentation}` };
}

/** Deletes all lines that `at` touches, including their line breaks. */
export function deleteLines(text: string, at: Span): TextEdit {
  let end = at.end;
  while (end < text.length && text[end] !== '\n') end++;
  if (text[end] === '\n') end++;
  return { start: lineStartAt(text, at.start), end, newText: '' };
}
