import { memoize } from '../base/memoize.ts';
import { parseShell } from './parse.ts';
import type { ShellScript } from './script.ts';

/**
 * Reads a command line outside of a shell form, such as the last word of `["sh", "-c", "..."]`. The same text is read once, as a file has few of
 * them and each edit asks again.
 */
export const readCommandLine = memoize(
  (text: string): ShellScript => parseShell({ text, body: { start: 0, end: text.length }, continuations: [], heredocs: [], dialect: 'sh' }),
  200,
);

/** The words of a command line in which a shell has nothing to do but to cut it into words; undefined for all others. */
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

/** A command line of several lines, with one blank where the indentation of its lines was. What stands in quotes stays. */
export function withoutIndent(text: string): string {
  return text.replace(/("(?:\\.|[^"\\])*"|'[^']*')|[ \t]{2,}/gs, (_, quoted?: string) => quoted ?? ' ');
}

/** A word as a POSIX shell has to be told it. */
export function quoteWord(word: string): string {
  return /^[\w%+,./:=@^-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** An argument list as one would type it into a shell. */
export function quoteWords(words: readonly string[]): string {
  return words.map(quoteWord).join(' ');
}
