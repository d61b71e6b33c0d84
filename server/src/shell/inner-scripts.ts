import { hasRole } from '../knowledge/programs.ts';
import type { Span } from '../base/span.ts';
import { parseShell } from './parse.ts';
import type { ShellCommand, ShellScript, ShellWord } from './script.ts';
import { shellOptions } from './tools/shell-options.ts';

/** A script in quotes that a command passes to a shell: `sh -c '...'`. */
export interface InnerScript {
  /** The word that contains it. */
  readonly word: ShellWord;
  /** With offsets of the document. */
  readonly script: ShellScript;
}

/**
 * The script in quotes that a command passes to a POSIX shell, also through wrappers (`sudo -u app bash -lc "..."`). Returns undefined if
 * there is none. In double quotes, escaped characters are read as they are written.
 *
 * @param text The document.
 * @param continuations The continuations of the instruction.
 */
export function innerScriptOf({ nameWord, args }: ShellCommand, text: string, continuations: readonly Span[]): InnerScript | undefined {
  const words = nameWord ? [nameWord, ...args] : args;
  const shell = words.findIndex(({ literal, value }) => literal && hasRole(value, 'posixShell'));
  if (shell < 0) return undefined;
  const rest = words.slice(shell + 1);
  const options = shellOptions(
    words[shell]!.value,
    rest.map(({ value }) => value),
  );
  const word = options.command && rest[options.command.first];
  if (!word || !/^(["'])[^]*\1$/.test(word.raw) || word.end - word.start !== word.raw.length) return undefined;
  const body = { start: word.start + 1, end: word.end - 1 };
  if (body.end <= body.start) return undefined;
  const inside = continuations.filter(({ start, end }) => start >= body.start && end <= body.end);
  return { word, script: parseShell({ text, body, continuations: inside, heredocs: [], dialect: 'sh' }) };
}
