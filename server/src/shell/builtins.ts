import { noMembers } from '../base/lists.ts';
import { memoizeWeak } from '../base/memoize.ts';
import { hasRole, programsWith } from '../knowledge/programs.ts';
import type { ShellName, ShellScript, ShellWord } from './script.ts';

const declarations = programsWith('declaration');
const localDeclarations = programsWith('localDeclaration');
const inputReaders = programsWith('inputReader');

/** The names of the variables that a builtin sets; empty for any other command. */
export function namesSetBy(name: string | undefined, args: readonly ShellWord[]): readonly string[] {
  if (name === undefined || name === 'unset') return [];
  const named = namesIn(name, args).map((at) => at.name);
  if (name === 'getopts') return [...named, 'OPTARG', 'OPTIND'];
  return named.length > 0 ? named : (defaultNames.get(name) ?? []);
}

/** The variables that a builtin sets if it is given no name. https://www.gnu.org/software/bash/manual/bash.html */
const defaultNames: ReadonlyMap<string, readonly string[]> = new Map([
  ['read', ['REPLY']],
  ['mapfile', ['MAPFILE']],
  ['readarray', ['MAPFILE']],
]);

/**
 * Whether a script may set a variable: by an assignment or a builtin with that name, or in a way that cannot be read, such as `eval`,
 * `. file` and `export $(cat .env)`. True for a script that was not parsed.
 */
export function maySet(script: ShellScript, name: string): boolean {
  return script.opaque || script.assigned.has(name) || setsUnknownNames(script);
}

const setsUnknownNames = memoizeWeak((script: ShellScript): boolean =>
  script.commands.some(({ name, args }) => {
    if (name === undefined) return false;
    const [first] = args;
    if (forwarders.has(name) && first) return hasRole(first.value, 'evaluatingBuiltin', 'variableBuiltin');
    return hasRole(name, 'evaluatingBuiltin') || (takesNames(name, args) && args.some((word) => !word.literal && !startsWithName(word)));
  }),
);

/** Builtins that run another builtin. */
const forwarders: ReadonlySet<string> = new Set(['builtin', 'command']);

/** Whether a script sets or removes a variable somewhere, so that it may have another value than before the script. */
export function changes(script: ShellScript, name: string): boolean {
  return script.assigned.has(name) || removes(script, name);
}

/** Whether a script removes a variable somewhere (`unset`). */
export function removes(script: ShellScript, name: string): boolean {
  return removedNames(script).has(name);
}

const removedNames = memoizeWeak(({ commands }: ShellScript): ReadonlySet<string> => {
  const names = commands.flatMap(({ name, args }) => (name === 'unset' ? args.map(({ value }) => value) : []));
  return names.length === 0 ? noMembers : new Set(names);
});

function takesNames(program: string, words: readonly ShellWord[]): boolean {
  return (
    declarations.has(program) || inputReaders.has(program) || program === 'getopts' || (program === 'printf' && words[0]?.value === '-v')
  );
}

function startsWithName(word: ShellWord): boolean {
  return /^["']?[A-Za-z_]\w*(?:\+?=|\[)/.test(word.raw) || word.raw.startsWith('-');
}

/** The variable names, without a `$`, in the arguments of a builtin; empty for any other command. */
export function namesIn(name: string | undefined, args: readonly ShellWord[]): readonly ShellName[] {
  if (name === undefined) return [];
  if (declarations.has(name)) return args.flatMap((word) => leadingName(word, localDeclarations.has(name) || word.raw.includes('=')));
  if (inputReaders.has(name)) return args.flatMap((word) => leadingName(word, true));
  if (name === 'let') return args.flatMap((word) => leadingName(word, true));
  if (name === 'unset') return args.flatMap((word) => leadingName(word, false));
  if (name === 'getopts' || (name === 'printf' && args[0]?.value === '-v')) {
    return args.slice(1, 2).flatMap((word) => leadingName(word, true));
  }
  return [];
}

/** `NAME`, `NAME=value`, `NAME[i]=value`, `"NAME=value"`. */
function leadingName({ start, raw }: ShellWord, sets: boolean): ShellName[] {
  const [, quote = '', name] = /^(["']?)([A-Za-z_]\w*)(?=$|\+?=|\[)/.exec(raw) ?? [];
  if (name === undefined) return [];
  const at = start + quote.length;
  return [{ start: at, end: at + name.length, name, sets }];
}
