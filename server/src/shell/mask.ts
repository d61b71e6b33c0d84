import type { Span } from '../base/span.ts';

/**
 * Turns Dockerfile text into text that a shell parser reads as the shell will see it, at the same length, so that an offset in
 * the one is an offset in the other.
 */

/**
 * The own lines of an instruction (`at`). Each stretch of `continuations` becomes blanks and then a backslash and a line feed,
 * whatever the escape character, the line ends, and the comment or blank lines in it were. All else stays as it is: a backslash
 * in a file that escapes with backticks is the shell's own.
 */
export function maskContinuations(text: string, at: Span, continuations: readonly Span[]): string {
  let masked = '';
  let done = at.start;
  for (const continuation of continuations) {
    const start = Math.max(continuation.start, done);
    const end = Math.min(continuation.end, at.end);
    if (start >= end) continue;
    masked += text.slice(done, start) + (isGlue(text, start, end) ? glue(end - start) : gap(end - start));
    done = end;
  }
  return masked + text.slice(done, at.end);
}

/**
 * The lines of a heredoc (`at`). A carriage return becomes a line feed of its own (a blank line says nothing to a shell, and the
 * delimiter of an inner heredoc still stands alone on its line); after a backslash it becomes the blank before that backslash.
 */
export function maskHeredoc(text: string, at: Span): string {
  return text
    .slice(at.start, at.end)
    .replace(/\\\r\n/g, ' \\\n')
    .replace(/\r\n/g, '\n\n');
}

/** `masked` with the stretch from `start` to `end` (offsets in `masked`) blank. */
export function blankOut(masked: string, start: number, end: number): string {
  return masked.slice(0, start) + ' '.repeat(end - start) + masked.slice(end);
}

const gap = (length: number): string => (length < 2 ? ' '.repeat(length) : `${' '.repeat(length - 2)}\\\n`);

/** Takes no room between two halves of a word. An odd length cannot: its one blank splits the word (`a\` CRLF `b`, rarely written). */
const glue = (length: number): string => ' '.repeat(length % 2) + '\\\n'.repeat(length >> 1);

/** Whether the continuation stands inside a word: something that is no blank on both sides. */
function isGlue(text: string, start: number, end: number): boolean {
  return /[^\s]/.test(text.charAt(start - 1)) && /[^\s]/.test(text.charAt(end));
}
