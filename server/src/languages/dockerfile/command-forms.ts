import { argvOfPart } from '../../facts/start/start.ts';
import type { CommandPart } from '../../facts/start/start.ts';
import { programName } from '../../knowledge/programs.ts';
import { plainWordsOf, quoteWord } from '../../shell/command-line.ts';

/** The same command in exec form: its words, or its shell with the command if it needs a shell. */
export function toExecForm(part: CommandPart): CommandPart {
  if (part.form === 'exec') return part;
  // `exec` is only needed in a shell.
  const command = part.words[0]!.replace(/^exec[ \t]+(?!-)/, '');
  return { ...part, form: 'exec', words: plainWordsOf(command) ?? argvOfPart(part) };
}

/** The same command in shell form: its words, quoted if necessary, or the text that it already passes to a shell. */
export function toShellForm(part: CommandPart): CommandPart {
  if (part.form === 'shell') return part;
  const { words, shell } = part;
  const throughShell =
    words.length === shell.length + 1 && shell.every((word, i) => word === words[i] || (i === 0 && isSameProgram(word, words[0]!)));
  return { ...part, form: 'shell', words: [throughShell ? words.at(-1)! : words.map(quoteWord).join(' ')] };
}

function isSameProgram(a: string, b: string): boolean {
  return programName(a) === programName(b);
}

/** Formats a command as it is written after the keyword: `["node", "server.js"]` or `node server.js`. */
export function formatCommand({ form, words }: CommandPart): string {
  return form === 'shell' ? words[0]! : `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
