import type { CommandHelp, CommandHelpTable } from './help.ts';
import { downloadHelp, fileHelp } from './files.ts';
import { packageHelp } from './packages.ts';
import { buildHelp, shellHelp } from './programs.ts';

/** The entries of a table by each of their names. */
function byName<Value>(table: Readonly<Record<string, Value>>): ReadonlyMap<string, Value> {
  return new Map(Object.entries(table).flatMap(([names, value]) => names.split(' ').map((name) => [name, value] as const)));
}

const all: CommandHelpTable = { ...packageHelp, ...fileHelp, ...downloadHelp, ...shellHelp, ...buildHelp };
const programs = byName(all);

/** The help about a program, by its name without a folder. Returns undefined if there is none. */
export function helpOf(program: string): CommandHelp | undefined {
  return programs.get(program);
}

/** The subcommands of a program by name. */
export function subcommandsOf({ commands = {} }: CommandHelp): ReadonlyMap<string, CommandHelp> {
  return byName(commands);
}

/** The phrases about options by each name of the option. */
export function optionsOf({ options = {} }: CommandHelp): ReadonlyMap<string, NonNullable<CommandHelp['options']>[string]> {
  return byName(options);
}
