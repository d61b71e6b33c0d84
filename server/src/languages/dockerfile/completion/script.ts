import { parseShell } from '../../../shell/parse.ts';
import type { Dialect, ShellCommand } from '../../../shell/script.ts';

/** A command at the end of an incomplete script, and the typed part of its last word. */
export interface TypedCommand {
  readonly command: ShellCommand;
  readonly typed: string;
}

/** A placeholder for the next word, so that a word starts after a space. */
const placeholder = 'x';

/** The innermost command at the end of the shell text. Undefined in comments, and if there is no command. */
export function commandAt(text: string, dialect: Dialect): TypedCommand | undefined {
  const whole = lastCommands(text).replace(/\r\n/g, '\n') + placeholder;
  const script = parseShell({ text: whole, body: { start: 0, end: whole.length }, continuations: [], heredocs: [], dialect });
  const command = script.commands.findLast(({ args }) => args.at(-1)?.end === whole.length);
  return command && { command, typed: command.args.at(-1)!.raw.slice(0, -placeholder.length) };
}

/** A longer text is read only from its last `&&` on, because it is read again for each completion. */
const longScript = 10_000;

function lastCommands(text: string): string {
  if (text.length <= longScript) return text;
  let quote = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if (c === '\\' && quote !== "'") at++;
    else if (quote !== '') quote = c === quote ? '' : quote;
    else if (c === "'" || c === '"') quote = c;
    else if (c === '&' && text[at + 1] === '&') from = at + 2;
  }
  return text.slice(from);
}

/**
 * Whether a `$` after `text` is literal: in single quotes, after an escape character, or in a comment.
 *
 * @param reader Whether the shell or BuildKit expands variables. BuildKit does not support comments and substitutions.
 */
export function isLiteralAt(text: string, escape: string, reader: 'shell' | 'buildkit'): boolean {
  const shell = reader === 'shell';
  /** The open quote for each enclosing substitution. */
  const open = [''];
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    const quote = open.at(-1)!;
    if (quote === "'") {
      if (c === "'") open[open.length - 1] = '';
    } else if (c === escape) {
      if (++at === text.length) return true;
    } else if (c === '"') open[open.length - 1] = quote === '"' ? '' : '"';
    else if (c === "'" && quote === '') open[open.length - 1] = "'";
    else if (!shell) continue;
    else if (c === '(' && text[at - 1] === '$') open.push('');
    else if (c === ')' && quote === '' && open.length > 1) open.pop();
    else if (c === '#' && quote === '' && /^$|[\s;&|(]/.test(text.charAt(at - 1))) {
      const lineEnd = text.indexOf('\n', at);
      if (lineEnd < 0) return true;
      at = lineEnd;
    }
  }
  return open.at(-1) === "'";
}
