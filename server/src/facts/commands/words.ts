import type { DockerfileModel } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { ShellWord } from '../../shell/script.ts';
import type { CommandFact } from './command.ts';

/** A command, and the instruction whose variables it sees. */
export interface CommandPlace {
  readonly model: DockerfileModel;
  readonly instruction: Instruction;
  readonly command: CommandFact;
}

/**
 * The words that the shell makes of one: variables replaced where their value is known, by ARG, ENV, or an assignment of the script that
 * is its only one (`buildDeps='gcc make'`), then split at blanks as an unquoted value is. Undefined where a value is not known or
 * the shell would do more (globs, commands).
 */
export function expandWords(word: ShellWord, place: CommandPlace): readonly string[] | undefined {
  if (word.literal) return [word.value];
  if (/[`*?[]|\$\(/.test(word.value) || word.variables.length === 0) return undefined;
  let known = true;
  const text = word.value.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced: string | undefined, bare: string | undefined) => {
    const value = valueOf((braced ?? bare)!, place);
    known &&= value !== undefined;
    return value ?? '';
  });
  if (!known || text.includes('$')) return undefined;
  return word.variables.some(({ quoted }) => quoted) ? [text] : text.split(/\s+/).filter(Boolean);
}

function valueOf(name: string, { model, instruction, command }: CommandPlace): string | undefined {
  const { script } = command;
  const own = script.commands.flatMap(({ assignments }) => assignments.filter((assignment) => assignment.name === name));
  if (own.length > 0 || script.assigned.has(name)) return own.length === 1 && own[0]!.value?.literal ? own[0]!.value.value : undefined;
  return model.scopeAt(instruction).lookup(name)?.value;
}
