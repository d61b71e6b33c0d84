import { hasRole } from '../../../knowledge/programs.ts';
import type { ShellCommand, ShellScript, ShellWord } from '../../../shell/script.ts';
import type { Span } from '../../../base/span.ts';
import type { Pieces } from './pieces.ts';
import { quotedStretches } from './quotes.ts';
import { addByLook, leaveOutEscapes } from './values.ts';

/** The text of a place, blank where a line is continued: that is no part of what is written there. */
export type Read = (at: Span) => string;

/** Commands, options, redirections and operators of a script. Its variables are told elsewhere; keywords the grammar knows. */
export function addScript(script: ShellScript, read: Read, into: Pieces): void {
  for (const command of script.commands) addCommand(command, read, into);
  for (const operator of script.operators) into.add(operator, 'operator');
}

function addCommand({ name, nameWord, args, assignments, redirects }: ShellCommand, read: Read, into: Pieces): void {
  if (nameWord && name !== undefined) into.add(nameWord, hasRole(name, 'builtin') ? 'builtin' : 'command');
  else if (nameWord) addWord(nameWord, read, into);
  for (const { value } of assignments) if (value) addWord(value, read, into);
  for (const word of args) addWord(word, read, into);
  for (const redirect of redirects) {
    const { start, target } = redirect;
    const sign = redirection.exec(read(redirect))?.[0] ?? '';
    into.add({ start, end: start + sign.length }, 'operator');
    if (target) addWord(target, read, into);
  }
}

/** The sign of a redirection, with the file descriptor in front of it. */
const redirection = /^\d*(?:&>>?|<<<|<<-?|<>|[<>]&|>>|>\||[<>])/;

const option = /^-[^\s=]+/;
const special = /["'\\]/;

function addWord({ start, end }: ShellWord, read: Read, into: Pieces): void {
  const raw = read({ start, end });
  const name = raw.startsWith('-') ? option.exec(raw)?.[0] : undefined;
  if (name !== undefined && !special.test(name) && !name.includes('$')) {
    into.add({ start, end: start + name.length }, 'option');
    if (name.length < raw.length) addPlain({ start: start + name.length + 1, end }, raw.slice(name.length + 1), into);
  } else addPlain({ start, end }, raw, into);
}

function addPlain(at: Span, raw: string, into: Pieces): void {
  if (!special.test(raw)) {
    addByLook(at, raw, into);
    return;
  }
  for (const { start, end } of quotedStretches(raw)) {
    const stretch = { start: at.start + start, end: at.start + end };
    into.add(stretch, 'string');
    if (raw[start] !== "'") leaveOutEscapes(stretch, raw.slice(start, end), '\\', into);
  }
}
