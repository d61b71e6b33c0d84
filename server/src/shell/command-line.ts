import { memoize } from '../base/memoize.ts';
import { parseShell } from './parse.ts';
import type { ShellScript } from './script.ts';

/**
 * Parses a command line outside a shell form, such as the last word of `["sh", "-c", "..."]`. Memoized by text, because a file has few of
 * them and every edit parses them again.
 */
export const readCommandLine = memoize(
  (text: string): ShellScript => parseShell({ text, body: { start: 0, end: text.length }, continuations: [], heredocs: [], dialect: 'sh' }),
  200,
);

/** The words of a command line that a shell only splits into words. Returns undefined for any other command line. */
export function plainWordsOf(text: string): readonly string[] | undefined {
  const { pieces, opaque, errors, comments } = readCommandLine(text);
  const [piece] = pieces;
  const [command] = piece?.commands ?? [];
  if (opaque || errors.length > 0 || comments.length > 0 || pieces.length !== 1 || piece!.kind !== 'command' || piece!.background)
    return undefined;
  if (!command?.nameWord || command.assignments.length > 0 || command.redirects.length > 0) return undefined;
  const words = [command.nameWord, ...command.args];
  return words.every(({ literal }) => literal) ? words.map(({ value }) => value) : undefined;
}

/** Replaces the indentation of the lines of a command line with one space. Quoted text is not changed. */
export function withoutIndent(text: string): string {
  return text.replace(/("(?:\\.|[^"\\])*"|'[^']*')|[ \t]{2,}/gs, (_, quoted?: string) => quoted ?? ' ');
}

/** Quotes a word for a POSIX shell. */
export function quoteWord(word: string): string {
  return /^[\w%+,./:=@^-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** Joins an argument list to a shell command line. */
export function quoteWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}
