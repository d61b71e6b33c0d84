import { hasRole } from '../../knowledge/programs.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { innermost } from '../../model/uses.ts';
import { shellOptions } from '../../shell/tools/shell-options.ts';
import type { Instruction, JsonItem } from '../../syntax/tree.ts';
import { entrypointWordsOf } from './literal-variables.ts';
import { isEntrypointScript, wrappedCommand } from './process.ts';

/** A string of the exec form that is an operator of the shell, and that a program receives as an argument. */
export interface OperatorArgument {
  readonly item: JsonItem;
  /** The program that receives it, as written. */
  readonly program: string;
  /** Whether that program is a shell, which runs only the string after `-c`. */
  readonly inShell: boolean;
}

/** `&&`, `||`, `|`, `;`, `&`, `>`, `2>&1`, `>/dev/null`, `<`. */
const operator = /^(?:&&|\|\|?|\|&|;|&|\d?<|&?\d?>>?|\d?>&\d|[&\d]?>>?\/[\w./-]+)$/;

/** Operators that are also usual values of options: separators and comparisons. */
const maybeValue = /^[|;&<>]$/;

/**
 * The operators in the exec form of RUN, CMD, ENTRYPOINT, HEALTHCHECK CMD and SHELL that no shell reads. Not those of programs with such
 * arguments (`test`, `find`), of programs that pass their arguments to a shell (`ssh`, `cmd /c`), and of a CMD that an ENTRYPOINT in shell
 * form overrides.
 */
export function operatorArguments(model: DockerfileModel, instruction: Instruction): readonly OperatorArgument[] {
  const { json } = innermost(instruction);
  if (!json || !json.items.some(({ value }) => operator.test(value))) return [];
  const before = entrypointWordsOf(model, instruction);
  if (!before) return [];
  const argv = [...before, ...json.items.map(({ value }) => value)];
  const at = programAt(argv);
  const program = argv[at]!;
  const first = argv.length - json.items.length;
  // No program has an operator as its name: then the program is that of a part that is not known.
  if (hasRole(program, 'operatorArgument') || operator.test(program)) return [];
  // npm and the like quote what they pass to a script.
  if (hasRole(program, 'shellRunner') && !hasRole(program, 'nodeManager')) return [];
  const inShell = hasRole(program, 'shell');
  const { command, script } = inShell ? shellOptions(program, argv.slice(at + 1)) : { command: undefined, script: 0 };
  // cmd and PowerShell join all words after their option.
  if (command && command.end - command.first > 1) return [];
  const runsScript = inShell && !command && at + 1 + script < argv.length;
  return json.items.flatMap((item, i) => {
    const index = first + i;
    if (index <= at || !operator.test(item.value) || index === at + 1 + (command?.first ?? -2)) return [];
    return isOperand(argv, at, index) ? [] : [{ item, program, inShell: inShell && !runsScript }];
  });
}

/** The index of the program behind all wrappers and entrypoint scripts. */
function programAt(argv: readonly string[]): number {
  let at = 0;
  for (;;) {
    const next = isEntrypointScript(argv[at]!) ? { at: 1 } : wrappedCommand(argv.slice(at));
    if (!next || ('script' in next && next.script !== undefined) || at + Math.max(1, next.at) >= argv.length) return at;
    at += Math.max(1, next.at);
  }
}

/** Whether an operator is the value of an option before it (`-d ";"`), or the end of `-exec`. */
function isOperand(argv: readonly string[], program: number, index: number): boolean {
  const value = argv[index]!;
  const previous = argv[index - 1]!;
  if (value === ';' && argv.slice(program, index).some((word) => /^-(?:exec|execdir|ok|okdir)$/.test(word))) return true;
  return maybeValue.test(value) && index - 1 > program && /^-{1,2}[A-Za-z][\w-]*$/.test(previous);
}
