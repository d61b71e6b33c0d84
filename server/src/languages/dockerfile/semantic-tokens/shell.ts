import { hasRole } from '../../../knowledge/programs.ts';
import type { ShellCommand, ShellScript, ShellWord } from '../../../shell/script.ts';
import type { Span } from '../../../base/span.ts';
import type { TokenBuilder } from './token-builder.ts';
import { quotedSpans } from './quotes.ts';
import { addByFormat, excludeEscapes } from './values.ts';

/** Returns the text of a span, with spaces in place of line continuations. */
export type ReadText = (at: Span) => string;

/** Adds the commands, options, redirections and operators of a script. Variables are added separately; keywords are left to the grammar. */
export function addScript(script: ShellScript, read: ReadText, into: TokenBuilder): void {
  for (const command of script.commands) addCommand(command, read, into);
  for (const operator of script.operators) into.add(operator, 'operator');
}

function addCommand({ name, nameWord, args, assignments, redirects }: ShellCommand, read: ReadText, into: TokenBuilder): void {
  if (nameWord && name !== undefined) into.add(nameWord, hasRole(name, 'builtin') ? 'builtin' : 'command');
  else if (nameWord) addWord(nameWord, read, into);
  for (const { value } of assignments) if (value) addWord(value, read, into);
  for (const word of args) addWord(word, read, into);
  for (const redirect of redirects) {
    const { start, target } = redirect;
    const operator = redirection.exec(read(redirect))?.[0] ?? '';
    into.add({ start, end: start + operator.length }, 'operator');
    if (target) addWord(target, read, into);
  }
}

/** The operator of a redirection with its file descriptor. */
const redirection = /^\d*(?:&>>?|<<<|<<-?|<>|[<>]&|>>|>\||[<>])/;

const option = /^-[^\s=]+/;
const special = /["'\\]/;

function addWord({ start, end }: ShellWord, read: ReadText, into: TokenBuilder): void {
  const raw = read({ start, end });
  const name = raw.startsWith('-') ? option.exec(raw)?.[0] : undefined;
  if (name !== undefined && !special.test(name) && !name.includes('$')) {
    into.add({ start, end: start + name.length }, 'option');
    if (name.length < raw.length) addPlain({ start: start + name.length + 1, end }, raw.slice(name.length + 1), into);
  } else addPlain({ start, end }, raw, into);
}

function addPlain(at: Span, raw: string, into: TokenBuilder): void {
  if (!special.test(raw)) {
    addByFormat(at, raw, into);
    return;
  }
  for (const { start, end } of quotedSpans(raw)) {
    const quoted = { start: at.start + start, end: at.start + end };
    into.add(quoted, 'string');
    if (raw[start] !== "'") excludeEscapes(quoted, raw.slice(start, end), '\\', into);
  }
}
