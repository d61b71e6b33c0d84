import type { ShellWord } from './script.ts';

/** Builtins whose words are names, or `name=value`, that they set. */
const DECLARE: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);
/** Builtins whose operands are names they fill from their input. */
const FILL: ReadonlySet<string> = new Set(['read', 'mapfile', 'readarray']);

/** The names of the variables that a builtin command sets; empty for every other command. */
export function namesSetBy(name: string | undefined, args: readonly ShellWord[]): readonly string[] {
  if (name === undefined) return [];
  if (DECLARE.has(name) || FILL.has(name)) return args.flatMap((word) => leadingName(word.raw));
  if (name === 'getopts')
    return args
      .slice(1, 2)
      .flatMap((word) => leadingName(word.raw))
      .concat('OPTARG', 'OPTIND');
  if (name === 'printf' && args[0]?.value === '-v') return args.slice(1, 2).flatMap((word) => leadingName(word.raw));
  return [];
}

function leadingName(text: string): string[] {
  const name = /^[A-Za-z_]\w*(?=$|\+?=|\[)/.exec(text);
  return name ? [name[0]] : [];
}
