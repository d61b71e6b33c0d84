import { argvOfPart } from '../../facts/start/start.ts';
import type { CommandPart } from '../../facts/start/start.ts';
import { programName } from '../../knowledge/programs.ts';
import { plainWordsOf, quoteWord } from '../../shell/command-line.ts';

/** The same command in exec form: its plain words, or the shell that it needs. */
export function inExecForm(part: CommandPart): CommandPart {
  if (part.form === 'exec') return part;
  // `exec` is how a shell replaces itself.
  const command = part.words[0]!.replace(/^exec[ \t]+(?!-)/, '');
  return { ...part, form: 'exec', words: plainWordsOf(command) ?? argvOfPart(part) };
}

/** The same command in shell form: its words quoted, or the text that it gives to a shell anyway. */
export function inShellForm(part: CommandPart): CommandPart {
  if (part.form === 'shell') return part;
  const { words, shell } = part;
  const throughShell =
    words.length === shell.length + 1 && shell.every((word, i) => word === words[i] || (i === 0 && isSh(word, words[0]!)));
  return { ...part, form: 'shell', words: [throughShell ? words.at(-1)! : words.map(quoteWord).join(' ')] };
}

/** `sh` and `/bin/sh` are the same program. */
function isSh(a: string, b: string): boolean {
  return programName(a) === programName(b);
}

/** A part as it is written after the keyword: `["node", "server.js"]` or `node server.js`. */
export function writtenAs({ form, words }: CommandPart): string {
  return form === 'shell' ? words[0]! : `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
