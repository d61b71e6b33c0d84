import type { Span } from '../base/span.ts';

/** Converts Dockerfile text to the text that the shell receives, with the same length, so that offsets are the same in both. */

/**
 * Masks the own lines of an instruction (`at`). Each span of `continuations` becomes spaces, a backslash and a line feed, whatever its
 * escape character, line ends, comment lines and empty lines. Everything else is unchanged: in a file that escapes with backticks, a
 * backslash belongs to the shell.
 */
export function maskContinuations(text: string, at: Span, continuations: readonly Span[]): string {
  let masked = '';
  let done = at.start;
  for (const continuation of continuations) {
    const start = Math.max(continuation.start, done);
    const end = Math.min(continuation.end, at.end);
    if (start >= end) continue;
    masked += text.slice(done, start) + (isInsideWord(text, start, end) ? glue(end - start) : gap(end - start));
    done = end;
  }
  return masked + text.slice(done, at.end);
}

/**
 * Masks the lines of a heredoc (`at`). A carriage return becomes a line feed: the shell ignores the empty line, and the delimiter of an
 * inner heredoc is still alone on its line. After a backslash it becomes a space before that backslash.
 */
export function maskHeredoc(text: string, at: Span): string {
  return text
    .slice(at.start, at.end)
    .replace(/\\\r\n/g, ' \\\n')
    .replace(/\r\n/g, '\n\n');
}

/** Replaces the text from `start` to `end` (offsets in `masked`) with spaces. */
export function blankOut(masked: string, start: number, end: number): string {
  return masked.slice(0, start) + ' '.repeat(end - start) + masked.slice(end);
}

const gap = (length: number): string => (length < 2 ? ' '.repeat(length) : `${' '.repeat(length - 2)}\\\n`);

/** Joins the two parts of a word. An odd length needs one space, which splits the word (`a\` CRLF `b`, rarely written). */
const glue = (length: number): string => ' '.repeat(length % 2) + '\\\n'.repeat(length >> 1);

/** Whether the continuation is inside a word: neither side is a space. */
function isInsideWord(text: string, start: number, end: number): boolean {
  return /[^\s]/.test(text.charAt(start - 1)) && /[^\s]/.test(text.charAt(end));
}
