import { absolutePath } from '../../base/paths.ts';
import { programsWith } from '../../knowledge/programs.ts';
import type { CommandReading } from '../../shell/reading.ts';
import type { ShellCommand, ShellContainer, ShellWord } from '../../shell/script.ts';

/** What happens in these is a process of its own: it leaves the directory of the script's shell as it is. */
const isolated: ReadonlySet<ShellContainer> = new Set(['subshell', 'substitution', 'pipeline', 'background', 'coproc']);

/** Whether nobody knows before the build how often these run, if at all. */
const conditions: ReadonlySet<ShellContainer> = new Set(['if', 'loop', 'case', 'function']);

/** Whether it is not known before the build how often the command runs, if at all: after `||`, in an `if`, a loop, a case or a function. */
export function isConditional({ containers, operator }: ShellCommand): boolean {
  return operator === '||' || containers.some((container) => conditions.has(container));
}

/** The directory of one process, and those that `pushd` keeps. */
interface Directory {
  readonly current: string | undefined;
  readonly kept: readonly (string | undefined)[];
}

/**
 * The directory that each command runs in, `cd`, `pushd` and `popd` followed; undefined where it is not known before the build. A `cd` in a
 * subshell, a pipeline or a substitution counts for the commands in it. One that may not run, or that goes to an unknown place, leaves
 * the rest without a known directory. `start`: where the script starts. `valueOf`: what a word stands for.
 */
export function foldersOf(
  readings: readonly CommandReading[],
  start: string | undefined,
  valueOf: (word: ShellWord) => string | undefined,
): readonly (string | undefined)[] {
  // Most scripts go nowhere.
  if (readings.every(({ wrappers, inShell }) => wrappers.length === 0 && !changesDirectory(inShell))) return readings.map(() => start);
  const processes: Directory[] = [{ current: start, kept: [] }];
  return readings.map((reading) => {
    const { command } = reading;
    const depth = command.containers.filter((container) => isolated.has(container)).length;
    if (processes.length > depth + 1) processes.length = depth + 1;
    if (depth > 0 && processes.length === depth + 1 && startsProcess(command)) processes.pop();
    while (processes.length < depth + 1) processes.push(processes.at(-1)!);
    const here = processes.at(-1)!;
    processes[processes.length - 1] = after(reading, here, valueOf);
    return wrappedFolder(reading, here.current, valueOf);
  });
}

function changesDirectory({ name }: ShellCommand): boolean {
  return name !== undefined && programsWith('directoryBuiltin').has(name);
}

/** The first command of a subshell, of a substitution, or of a part of a pipeline. */
function startsProcess({ containers, operator }: ShellCommand): boolean {
  return isolated.has(containers.at(-1)!) && (operator === 'first' || operator === '|');
}

function after(reading: CommandReading, here: Directory, valueOf: (word: ShellWord) => string | undefined): Directory {
  const { changeDirectory, command, inShell } = reading;
  if (!changeDirectory && inShell.name !== 'popd') return here;
  if (isConditional(command)) return { current: undefined, kept: [] };
  if (!changeDirectory) return { current: here.kept.at(-1), kept: here.kept.slice(0, -1) };
  const target = changeDirectory.target && valueOf(changeDirectory.target);
  const known = target !== undefined && target !== '' && !/^[-~+]/.test(target);
  return {
    current: known ? absolutePath(here.current, target) : undefined,
    kept: inShell.name === 'pushd' ? [...here.kept, here.current] : here.kept,
  };
}

/** `env -C /app make`, `sudo -i make`. */
function wrappedFolder(
  { wrappers }: CommandReading,
  folder: string | undefined,
  valueOf: (word: ShellWord) => string | undefined,
): string | undefined {
  return wrappers.reduce((current, { directory }) => {
    if (directory === undefined) return current;
    const target = directory === 'home' ? undefined : valueOf(directory);
    return target === undefined ? undefined : absolutePath(current, target);
  }, folder);
}
