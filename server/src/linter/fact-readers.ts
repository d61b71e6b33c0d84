import type { CommandFact } from '../facts/commands/command.ts';
import type { Facts } from '../facts/facts.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { FactVisitors, PackageFact } from './rule.ts';

/**
 * Reads the facts for one kind of visitor. The facts are memoized, so that several rules share one computation. The keyword is checked
 * first, so that nothing is memoized for instructions that cannot have such facts.
 */
export interface FactReader {
  readonly event: string;
  readonly read: (instruction: Instruction, facts: Facts) => readonly unknown[];
}

const readers = {
  command: runCommands,
  package: (instruction, facts) => runCommands(instruction, facts).filter(isPackageFact),
  copySource: (instruction, { copyOf }) =>
    instruction.keyword === 'COPY' || instruction.keyword === 'ADD' ? copyOf(instruction)!.sources : [],
  mount: (instruction, { mountsOf }) => (instruction.keyword === 'RUN' && instruction.flags.length > 0 ? mountsOf(instruction) : []),
  imageSource: (instruction, { model }) => model.sourcesOf(instruction),
  // For ONBUILD, usesIn returns the uses in the triggered instruction.
  variable: (instruction, { model }) => model.usesIn(instruction),
} satisfies Record<keyof FactVisitors<unknown>, FactReader['read']>;

export const factReaders: readonly FactReader[] = Object.entries(readers).map(([event, read]) => ({ event, read }));

function runCommands(instruction: Instruction, { commandsOf }: Facts): readonly CommandFact[] {
  return instruction.keyword === 'RUN' ? commandsOf(instruction) : [];
}

function isPackageFact(command: CommandFact): command is PackageFact {
  return command.packages !== undefined;
}
