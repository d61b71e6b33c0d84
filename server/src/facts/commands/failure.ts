import { memoizeWeak } from '../../base/memoize.ts';
import { baseName } from '../../base/paths.ts';
import { indexOfLastBefore } from '../../base/span.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { ShellCommand, ShellContainer, ShellScript } from '../../shell/script.ts';
import type { CommandFact } from './command.ts';

/** Containers in which a command may not run, or whose failure is the answer to a question. */
const uncertain: ReadonlySet<ShellContainer> = new Set(['if', 'loop', 'case', 'function', 'negation', 'background', 'coproc']);

/**
 * Whether the author expects that a command may fail or may not exist: it only runs under a condition, something follows it after `||`
 * (other than the end of the script, as in `curl ... || exit 1`), or the script checks before whether the program exists.
 */
export function mayFail({ command, script, program }: CommandFact): boolean {
  if (command.operator === '||' || command.containers.some((container) => uncertain.has(container))) return true;
  return isFollowedByAlternative(command, script) || (program !== undefined && isChecked(program, command, script));
}

function isFollowedByAlternative(command: ShellCommand, script: ShellScript): boolean {
  const { commands } = script;
  const alternatives = alternativesIn(script);
  let { end } = command;
  let depth = command.containers.length;
  for (let i = indexOfLastBefore(commands, end - 1) + 1; i < commands.length; i++) {
    const next = commands[i]!;
    for (let at = indexOfLastBefore(alternatives, next.start); at >= 0 && alternatives[at]!.start >= end; at--) {
      if (alternatives[at]!.depth <= depth) return true;
    }
    ({ end } = next);
    if (next.containers.length > depth) continue;
    depth = next.containers.length;
    if (next.operator === '||') return next.name === undefined || !hasRole(next.name, 'endingBuiltin');
    if (next.operator !== '&&' && next.operator !== '|') return false;
  }
  return false;
}

/** The compound commands after `||`, as in `a || (b && c)`. */
const alternativesIn = memoizeWeak(({ branches }: ShellScript) =>
  branches.filter(({ kind }) => kind === 'or').sort((a, b) => a.start - b.start),
);

/** `command -v curl`, `which curl`, `[ -x /usr/bin/curl ]` before the command. */
function isChecked(program: string, command: ShellCommand, script: ShellScript): boolean {
  return checksIn(script).some(({ start, programs }) => start < command.start && programs.has(program));
}

/** The commands of a script that check whether programs exist. Few, while a script can have thousands of commands that ask for them. */
const checksIn = memoizeWeak(({ commands }: ShellScript) =>
  commands
    .filter(({ name }) => name !== undefined && hasRole(name, 'existenceCheck'))
    .map(({ start, args }) => ({ start, programs: new Set(args.map(({ value }) => baseName(value))) })),
);
