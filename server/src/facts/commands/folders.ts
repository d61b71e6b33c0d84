import { absolutePath } from '../../base/paths.ts';
import { programsWith } from '../../knowledge/programs.ts';
import type { CommandReading } from '../../shell/reading.ts';
import type { ShellCommand, ShellContainer, ShellScript, ShellWord } from '../../shell/script.ts';
import { isConditional } from './conditions.ts';

/** Containers that run in a separate process, so that they do not change the working directory of the script's shell. */
const isolated: ReadonlySet<ShellContainer> = new Set(['subshell', 'substitution', 'pipeline', 'background', 'coproc']);

/** The working directory of one process, and its `pushd` stack. */
interface Directory {
  readonly current: string | undefined;
  readonly kept: readonly (string | undefined)[];
}

/**
 * Computes the working directory of each command, following `cd`, `pushd` and `popd`; undefined if it is unknown before the build. A `cd`
 * in a subshell, a pipeline or a substitution applies to the commands in it. After a `cd` that may not run, or whose target is unknown, the
 * working directory is unknown. `start`: the initial directory. `valueOf` expands a word.
 */
export function foldersOf(
  readings: readonly CommandReading[],
  script: ShellScript,
  start: string | undefined,
  valueOf: (word: ShellWord) => string | undefined,
): readonly (string | undefined)[] {
  // Most scripts do not change the working directory.
  if (readings.every(({ wrappers, inShell }) => wrappers.length === 0 && !changesDirectory(inShell))) return readings.map(() => start);
  const processes: Directory[] = [{ current: start, kept: [] }];
  return readings.map((reading) => {
    const { command } = reading;
    const depth = command.containers.filter((container) => isolated.has(container)).length;
    if (processes.length > depth + 1) processes.length = depth + 1;
    if (depth > 0 && processes.length === depth + 1 && startsProcess(command)) processes.pop();
    while (processes.length < depth + 1) processes.push(processes.at(-1)!);
    const here = processes.at(-1)!;
    processes[processes.length - 1] = after(reading, script, here, valueOf);
    return wrappedFolder(reading, here.current, valueOf);
  });
}

function changesDirectory({ name }: ShellCommand): boolean {
  return name !== undefined && programsWith('directoryBuiltin').has(name);
}

/** Whether it is the first command of a subshell, of a substitution, or of a part of a pipeline. */
function startsProcess({ containers, operator }: ShellCommand): boolean {
  return isolated.has(containers.at(-1)!) && (operator === 'first' || operator === '|');
}

function after(reading: CommandReading, script: ShellScript, here: Directory, valueOf: (word: ShellWord) => string | undefined): Directory {
  const { changeDirectory, command, inShell } = reading;
  if (!changeDirectory && inShell.name !== 'popd') return here;
  if (isConditional(command, script)) return { current: undefined, kept: [] };
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
