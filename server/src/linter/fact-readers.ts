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
  /** Whether the text of the instruction and its shell decide whether it has such facts, so that its position does not matter. */
  readonly byText: (instruction: Instruction) => boolean;
  /** Whether the facts count in `readsOfStart` what they read of other instructions: a visitor that reads nothing of it needs the text only. */
  readonly countsReads?: boolean;
}

const always = (): boolean => true;

const readers = {
  command: { read: runCommands, byText: always, countsReads: true },
  package: { read: (instruction, facts) => runCommands(instruction, facts).filter(isPackageFact), byText: always, countsReads: true },
  copySource: {
    read: (instruction, { copyOf }) =>
      instruction.keyword === 'COPY' || instruction.keyword === 'ADD' ? copyOf(instruction)!.sources : [],
    byText: always,
  },
  mount: {
    read: (instruction, { mountsOf }) => (instruction.keyword === 'RUN' && instruction.flags.length > 0 ? mountsOf(instruction) : []),
    byText: always,
  },
  // An instruction before the first FROM has no sources, and those of ONBUILD depend on whether a stage builds on it.
  imageSource: { read: (instruction, { model }) => model.sourcesOf(instruction), byText: (instruction) => !mayHaveSource(instruction) },
  // ONBUILD uses the variables of the stage that builds on this one: what this stage sets later, and what other ONBUILDs set, counts.
  variable: { read: (instruction, { model }) => (instruction.keyword === 'ONBUILD' ? [] : model.usesIn(instruction)), byText: always },
} satisfies Record<keyof FactVisitors<unknown>, Omit<FactReader, 'event'>>;

export const factReaders: readonly FactReader[] = Object.entries(readers).map(([event, reader]) => ({ event, ...reader }));

/** FROM, `COPY --from`, `RUN --mount=from`, and ONBUILD with any of them. */
function mayHaveSource({ keyword, flags }: Instruction): boolean {
  return keyword === 'FROM' || keyword === 'ONBUILD' || flags.length > 0;
}

function runCommands(instruction: Instruction, { commandsOf }: Facts): readonly CommandFact[] {
  return instruction.keyword === 'RUN' ? commandsOf(instruction) : [];
}

function isPackageFact(command: CommandFact): command is PackageFact {
  return command.packages !== undefined;
}
