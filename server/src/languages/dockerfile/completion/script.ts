import { parseShell } from '../../../shell/parse.ts';
import type { Dialect, ShellCommand } from '../../../shell/script.ts';

/** A command of a script that is being written, and what is written of the word at its end. */
export interface TypedCommand {
  readonly command: ShellCommand;
  readonly typed: string;
}

/** Stands for what is yet to be written, so that a blank at the end begins a word. */
const placeholder = 'x';

/** The innermost command at the end of shell text; undefined in comments, and where none has begun. */
export function commandAt(text: string, dialect: Dialect): TypedCommand | undefined {
  const whole = text.replace(/\r\n/g, '\n') + placeholder;
  const script = parseShell({ text: whole, body: { start: 0, end: whole.length }, continuations: [], heredocs: [], dialect });
  const command = script.commands.findLast(({ args }) => args.at(-1)?.end === whole.length);
  return command && { command, typed: command.args.at(-1)!.raw.slice(0, -placeholder.length) };
}

/**
 * Whether a `$` behind `text` stays a `$`: in single quotes, behind an escape character, in a comment. `reader`: who would replace it;
 * BuildKit knows neither comments nor substitutions.
 */
export function isLiteralAt(text: string, escape: string, reader: 'shell' | 'buildkit'): boolean {
  const shell = reader === 'shell';
  /** The quote that is open, for each substitution around. */
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
