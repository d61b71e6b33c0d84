import { programsWith } from '../knowledge/programs.ts';
import type { ShellName, ShellWord } from './script.ts';

const declarations = programsWith('declaration');
const localDeclarations = programsWith('localDeclaration');
const inputReaders = programsWith('inputReader');

/** The names of the variables that a builtin sets; empty for any other command. */
export function namesSetBy(name: string | undefined, args: readonly ShellWord[]): readonly string[] {
  if (name === undefined || name === 'unset') return [];
  const named = namesIn(name, args).map((at) => at.name);
  return name === 'getopts' ? [...named, 'OPTARG', 'OPTIND'] : named;
}

/** The variable names, without a `$`, in the arguments of a builtin; empty for any other command. */
export function namesIn(name: string | undefined, args: readonly ShellWord[]): readonly ShellName[] {
  if (name === undefined) return [];
  if (declarations.has(name)) return args.flatMap((word) => leadingName(word, localDeclarations.has(name) || word.raw.includes('=')));
  if (inputReaders.has(name)) return args.flatMap((word) => leadingName(word, true));
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
