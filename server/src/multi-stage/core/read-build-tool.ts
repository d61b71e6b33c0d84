import { cleanPath, isWithin, shellPath } from '../../base/paths.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { fetchBuild, otherBuild } from './effects.ts';
import type { Build } from './effects.ts';

/** What a build tool does that projects of several languages use; undefined for a program that may do anything. */
export function readBuildTool(command: CommandFact): Build | undefined {
  const { program = '', folder } = command;
  if (folder === undefined) return undefined;
  if (hasRole(program, 'compiler')) return readCompiler(command, program, folder);
  if (!hasRole(program, 'generator')) return undefined;
  const words = command.args.map(({ value }) => value);
  const writesElsewhere = hasRole(program, 'taskRunner') && (words.some((word) => /install/.test(word)) || namesPathOutside(words, folder));
  return writesElsewhere ? undefined : otherBuild(program, folder);
}

/** Options whose value is a path of addresses, not of files: `--base-href /shop/`. */
const addressOptions = /base|href|url|public|route/i;

/** Whether a word names a path outside of the working folder, where the command may write: `DESTDIR=/out`, `--out /srv/www`. */
export function namesPathOutside(words: readonly string[], folder: string): boolean {
  return words.some((word, i) => {
    const [, option = words[i - 1] ?? '', place] = /^(?:(.*?)=)?(\/.*)$/.exec(word) ?? [];
    if (place === undefined || (option.startsWith('-') && addressOptions.test(option))) return false;
    return !place.startsWith('/dev/') && !isWithin(folder, cleanPath(place));
  });
}

/** A program that is compiled to a path outside of the working folder (`gcc -o /usr/local/bin/x x.c`) is copied from there. */
function readCompiler(command: CommandFact, program: string, folder: string): Build | undefined {
  const { args } = command;
  const at = args.findIndex(({ value }) => value.startsWith('-o'));
  if (at < 0) return otherBuild(program, folder);
  const word = args[at]!.value === '-o' ? args[at + 1] : undefined;
  const file = word && command.valueOfWord(word);
  const path = file === undefined ? undefined : shellPath(folder, file);
  if (path === undefined) return undefined;
  return isWithin(folder, path) ? otherBuild(program, folder) : fetchBuild(program, path);
}
