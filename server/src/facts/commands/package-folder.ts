import { shellPath } from '../../base/paths.ts';
import { optionOf } from '../../shell/tools/options.ts';
import type { CommandFact } from './command.ts';

/** The folder that a package manager works in: the working directory, unless one of these options names another. Undefined when it is not known. */
export function packageFolder(command: CommandFact, ...options: readonly string[]): string | undefined {
  const option = command.packages && optionOf(command.packages.args, ...options);
  if (!option) return command.folder;
  const value = option.valueWord ? command.valueOfWord(option.valueWord) : option.value;
  return value === undefined ? undefined : shellPath(command.folder, value);
}
