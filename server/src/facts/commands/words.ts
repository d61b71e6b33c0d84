import type { DockerfileModel } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { changes, removes } from '../../shell/builtins.ts';
import type { ShellWord } from '../../shell/script.ts';
import type { CommandFact } from './command.ts';

/** A command, and the instruction whose variables it uses. */
export interface InstructionCommand {
  readonly model: DockerfileModel;
  readonly instruction: Instruction;
  readonly command: CommandFact;
  /** The values of the variables of the loops around it. */
  readonly loopValues?: ReadonlyMap<string, string>;
}

/**
 * Expands a word like the shell: variables are expanded if their value is known, from ARG, ENV, or the only assignment in the script
 * (`buildDeps='gcc make'`), and unquoted values are split at spaces. Returns undefined if a value is unknown or the word has other
 * expansions (globs, command substitutions).
 */
export function expandWords(word: ShellWord, context: InstructionCommand): readonly string[] | undefined {
  if (word.literal) return [word.value];
  if (/[`*?[]|\$\(/.test(word.value) || word.variables.length === 0) return undefined;
  let known = true;
  const text = word.value.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced: string | undefined, bare: string | undefined) => {
    const value = valueOf((braced ?? bare)!, context);
    known &&= value !== undefined;
    return value ?? '';
  });
  if (!known || text.includes('$')) return undefined;
  return word.variables.some(({ quoted }) => quoted) ? [text] : text.split(/\s+/).filter(Boolean);
}

function valueOf(name: string, { model, instruction, command, loopValues }: InstructionCommand): string | undefined {
  if (loopValues?.has(name)) return loopValues.get(name);
  const { script } = command;
  const own = script.commands.flatMap(({ assignments }) => assignments.filter((assignment) => assignment.name === name));
  if (own.length > 0 || changes(script, name))
    return own.length === 1 && !removes(script, name) && own[0]!.value?.literal ? own[0]!.value.value : undefined;
  return model.scopeAt(instruction).lookup(name)?.value;
}
