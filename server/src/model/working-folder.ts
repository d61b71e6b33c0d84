import { absolutePath, shellPath } from '../base/paths.ts';
import type { ShellCommand, ShellContainer, ShellScript } from '../shell/script.ts';
import { readChangeDirectory } from '../shell/tools/files.ts';

/** A command and the folder it runs in; undefined where that is not known before the build. */
export interface PlacedCommand {
  readonly command: ShellCommand;
  readonly folder: string | undefined;
}

/** What happens in these leaves the folder of the script's own shell as it is. */
const isolated: ReadonlySet<ShellContainer> = new Set(['subshell', 'substitution', 'pipeline', 'background', 'coproc']);

/**
 * The commands of a script with the folder that each runs in, `cd` followed. `start`: the WORKDIR. A `cd` in brackets counts for the
 * commands in them; one under a condition, or to an unknown place, leaves the rest without a known folder.
 */
export function commandsInFolders(script: ShellScript, start: string | undefined): PlacedCommand[] {
  let outer = start;
  let inner: string | undefined;
  let inside = false;
  return script.commands.map((command) => {
    const nested = command.containers.some((container) => isolated.has(container));
    if (!nested) inside = false;
    else if (!inside) [inside, inner] = [true, outer];
    const folder = nested ? inner : outer;
    const target = readChangeDirectory(command)?.target;
    if (target || readChangeDirectory(command)) {
      const certain = command.containers.every((container) => isolated.has(container) || container === 'group');
      const next = certain && target?.literal && !/^[-~]/.test(target.value) ? absolutePath(folder, target.value) : undefined;
      if (nested) inner = next;
      else outer = next;
    }
    return { command, folder };
  });
}

/** The absolute path of a word in that folder; undefined where the word holds a variable or the folder is not known. */
export function pathOf(value: string, literal: boolean, folder: string | undefined): string | undefined {
  return literal ? shellPath(folder, value) : undefined;
}
