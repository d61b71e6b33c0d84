import { hasRole } from '../../knowledge/programs.ts';
import type { DockerfileModel } from '../../model/model.ts';
import { changes, maySet } from '../../shell/builtins.ts';
import type { ShellScript, ShellVariable, ShellWord } from '../../shell/script.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { CommandFact } from './command.ts';

/** Names of variables that hold several words on purpose: options, lists of packages and files. */
const listName =
  /(?:^|_)(?:\w*(?:OPT|OPTS|OPTION|OPTIONS|FLAG|FLAGS|ARG|ARGS|ARGUMENTS|PARAMS|DEP|DEPS|DEPENDENCIES|PACKAGES?|PKGS?|MODULES?|EXTENSIONS?|EXTRAS?|FILES|LIST|TOOLS|PLUGINS|FEATURES|TARGETS|GEMS|LOCALES|KEYS|COMMAND|CMD))$/i;
/** Names of variables whose values have no blanks and no patterns by their nature. */
const singleName =
  /(?:^|_)(?:\w*(?:ARCH|PLATFORM|VERSION|VER|PORT|UID|GID|PID|SHA\d*|SHA256SUM|CHECKSUM|MD5|NPROC|JOBS|THREADS|COUNT|MAJOR|MINOR|PATCH|EPOCH|RELEASE|CODENAME))$/i;

/**
 * The variables of a command's arguments that the shell splits at blanks and expands as patterns, although their value, which is not known
 * before the build, may contain these. Variables that hold lists on purpose are not included.
 */
export function splitVariables(
  command: CommandFact,
  instruction: Instruction,
  model: DockerfileModel,
): readonly (ShellVariable & { readonly word: ShellWord })[] {
  const { name, args } = command.command;
  if (command.packages || /^(?:apt-mark$|docker-php-)/.test(command.program ?? '')) return [];
  if (name !== undefined && hasRole(name, 'declaration', 'evaluatingBuiltin')) return [];
  return args.flatMap((word) =>
    word.variables
      .filter((variable) => isSplit(variable) && mayHaveBlanks(variable, command.script, instruction, model))
      .map((variable) => ({ ...variable, word })),
  );
}

/** `${a:+b}` is written to disappear, and `${#a}` is a number. */
function isSplit({ quoted, modifier }: ShellVariable): boolean {
  return !quoted && !/^:?[+?]$/.test(modifier);
}

function mayHaveBlanks({ name }: ShellVariable, script: ShellScript, instruction: Instruction, model: DockerfileModel): boolean {
  if (listName.test(name) || singleName.test(name)) return false;
  if (changes(script, name) || maySet(script, name)) return script.assigned.has(name) && isFromOutput(name, script);
  const variable = model.scopeAt(instruction).lookup(name);
  if (!variable || variable.origin === 'platform' || variable.origin === 'predefined' || variable.origin === 'base-image') return false;
  return variable.value === undefined;
}

/** Whether every assignment of the variable in the script has an unknown text: `A=$(cat file)`. */
function isFromOutput(name: string, { commands, names }: ShellScript): boolean {
  const own = commands.flatMap(({ assignments }) => assignments.filter((assignment) => assignment.name === name));
  const places = names.filter((at) => at.sets && at.name === name);
  return (
    own.length === 1 &&
    places.length === 1 &&
    own[0]!.value !== undefined &&
    own[0]!.value.substitutions.some(({ quoted }) => !quoted || own[0]!.value!.substitutions.length === 1)
  );
}

/**
 * The edit that quotes a word, or only the part of it, so that the shell does not split it: the whole word if it has no quotes, patterns or
 * escapes of its own.
 */
export function quoted(
  word: ShellWord,
  part: { readonly start: number; readonly end: number },
  text: string,
): { readonly start: number; readonly end: number; readonly newText: string } {
  const rest = word.raw.slice(0, part.start - word.start) + word.raw.slice(part.end - word.start);
  const at = /^[\w./:=@%+,$-]*$/.test(rest) ? word : part;
  return { start: at.start, end: at.end, newText: `"${text.slice(at.start, at.end)}"` };
}
