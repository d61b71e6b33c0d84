import { memoize, memoizeWeak } from '../../base/memoize.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { innermost } from '../../model/uses.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { quoteWords, readCommandLine } from '../../shell/command-line.ts';
import { shellOptions } from '../../shell/tools/shell-options.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { commandsIn, startOfScript } from './command.ts';
import type { CommandFact } from './command.ts';

/**
 * The command of a RUN in exec form, which no shell reads; also that of a shell in it (`["sh", "-c", "..."]`). Empty for the shell form.
 * The offsets of its words are not those of the document.
 */
export function execCommandsOf(model: DockerfileModel, instruction: Instruction): readonly CommandFact[] {
  return execCommands(model)(instruction);
}

const execCommands = memoizeWeak((model: DockerfileModel) =>
  memoize((instruction: Instruction): readonly CommandFact[] => {
    const words = innermost(instruction).json?.items.map(({ value }) => value) ?? [];
    if (words.length === 0) return [];
    const [program = '', ...args] = words;
    const script = hasRole(program, 'posixShell') ? shellOptions(program, args).command : undefined;
    return commandsIn(readCommandLine(script ? args[script.first]! : quoteWords(words)), startOfScript(model, instruction));
  }),
);
