import { covers } from '../../base/span.ts';
import { noMembers } from '../../base/lists.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { ShellCommand, ShellContainer, ShellPiece, ShellScript } from '../../shell/script.ts';

/** Containers whose commands may run any number of times, or not at all. */
const conditions: ReadonlySet<ShellContainer> = new Set(['if', 'loop', 'case', 'function']);

/**
 * Whether it is unknown before the build how often the command runs, or whether it runs at all: after `||`, in an `if`, a loop, a case or a
 * function, or after a question (`afterQuestion`).
 */
export function isConditional(command: ShellCommand, script: ShellScript): boolean {
  const { containers, operator } = command;
  if (script.branches.some((branch) => branch.kind === 'or' && covers(branch, command))) return true;
  return operator === '||' || containers.some((container) => conditions.has(container)) || afterQuestion(script).has(command);
}

/**
 * The commands that only run if the answer to a question before them is yes, although the script goes on in both cases:
 * `[ -f x ] && curl y || true`, `command -v git && git x; make`. Without a command after them, a no would end the build.
 */
const afterQuestion = memoizeWeak(({ pieces }: ShellScript): ReadonlySet<ShellCommand> => {
  const found = new Set<ShellCommand>();
  for (let from = 0; from < pieces.length;) {
    let to = from + 1;
    while (pieces[to]?.operator === '&&') to++;
    const question = pieces.slice(from, to).findIndex(isQuestion);
    if (question >= 0 && goesOn(pieces[to])) {
      for (const { commands } of pieces.slice(from + question + 1, to)) for (const command of commands) found.add(command);
    }
    from = to;
  }
  return found.size === 0 ? noMembers : found;
});

function isQuestion({ kind, commands: [command] }: ShellPiece): boolean {
  return kind === 'command' && command?.name !== undefined && hasRole(command.name, 'question');
}

/** Whether the script goes on after a no: with another command, unless that is `|| exit`. */
function goesOn(next: ShellPiece | undefined): boolean {
  const name = next?.commands[0]?.name;
  return next !== undefined && !(next.operator === '||' && name !== undefined && hasRole(name, 'endingBuiltin'));
}
