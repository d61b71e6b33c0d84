import { hasRole } from '../../knowledge/programs.ts';
import { innermost } from '../../model/uses.ts';
import { readCommandLine } from '../../shell/command-line.ts';
import { readingsOf } from '../../shell/reading.ts';
import type { CommandReading } from '../../shell/reading.ts';
import { shellOptions } from '../../shell/tools/shell-options.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { CommandFact } from '../commands/command.ts';
import { readProcess } from './process.ts';
import type { ContainerProcess } from './process.ts';
import type { CommandPart } from './start.ts';

/** A command as a list of words, starting with the program. */
export type CommandWords = readonly string[];

/** The part of the facts that reads the commands of an instruction. */
interface CommandReader {
  commandsOf(instruction: Instruction): readonly CommandFact[];
}

/** The commands of a process, outermost program first, and of its command lines. A shell has its options up to `-c`. */
export function commandsOfProcess(process: ContainerProcess | undefined): readonly CommandWords[] {
  if (!process) return [];
  if (process.kind === 'program') return [process.words];
  if (process.kind === 'shell') return [process.words, ...commandsInText(process.text)];
  return [process.next ? process.words.slice(0, 1) : process.words, ...commandsOfProcess(process.next)];
}

/** The commands in the arguments that a container or a health check starts with. */
export function commandsOfArgv(argv: readonly string[]): readonly CommandWords[] {
  return commandsOfProcess(readProcess(argv, { distro: undefined, official: false }));
}

/**
 * The commands of a single CMD or ENTRYPOINT, without the shell of the shell form. Only the text of a base image's shell form is parsed
 * here; that of the file is known already (`commandsOf`).
 */
export function commandsOfPart({ form, words, from }: CommandPart, { commandsOf }: CommandReader): readonly CommandWords[] {
  if (form === 'exec') return commandsOfArgv(words);
  return typeof from === 'string' ? commandsInText(words[0] ?? '') : commandsOf(innermost(from)).flatMap(wordsOf);
}

/** The commands of a HEALTHCHECK of the file, without the shell of the shell form. */
export function commandsOfHealthcheck({ trigger }: Instruction, { commandsOf }: CommandReader): readonly CommandWords[] {
  if (!trigger) return [];
  return trigger.json ? commandsOfArgv(trigger.json.items.map(({ value }) => value)) : commandsOf(trigger).flatMap(wordsOf);
}

/** The commands of a command line, at any depth, without builtins that wrap them. */
export function commandsInText(text: string): readonly CommandWords[] {
  return readingsOf(readCommandLine(text)).flatMap(wordsOf);
}

function wordsOf({ inner, wrappers }: CommandReading): readonly CommandWords[] {
  if (!inner.nameWord) return [];
  const words = [inner.nameWord.value, ...inner.args.map(({ value }) => value)];
  const around = wrappers.flatMap(({ word, name, args }): CommandWords[] => {
    if (hasRole(name, 'builtin')) return [];
    return [[word.value, ...(hasRole(name, 'posixShell') ? args.map(({ value }) => value) : [])]];
  });
  const command = hasRole(words[0]!, 'posixShell') ? shellOptions(words[0]!, words.slice(1)).command : undefined;
  if (!command) return [...around, words];
  return [...around, words.slice(0, 1 + command.first), ...commandsInText(words[1 + command.first]!)];
}
