import type { ShellName, ShellWord } from './script.ts';

/** Builtins whose words are names, or `name=value`, that they set. */
const declare: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);
/** Those of them that make a variable of the name, even where no value is given. */
const local: ReadonlySet<string> = new Set(['local', 'declare', 'typeset']);
/** Builtins whose operands are names they fill from their input. */
const fill: ReadonlySet<string> = new Set(['read', 'mapfile', 'readarray']);

/** The names of the variables that a builtin command sets; empty for every other command. */
export function namesSetBy(name: string | undefined, args: readonly ShellWord[]): readonly string[] {
  if (name === undefined || name === 'unset') return [];
  const named = namesIn(name, args).map((at) => at.name);
  return name === 'getopts' ? [...named, 'OPTARG', 'OPTIND'] : named;
}

/** The places where a builtin command names variables, without a `$`; empty for every other command. */
export function namesIn(name: string | undefined, args: readonly ShellWord[]): readonly ShellName[] {
  if (name === undefined) return [];
  if (declare.has(name)) return args.flatMap((word) => leadingName(word, local.has(name) || word.raw.includes('=')));
  if (fill.has(name)) return args.flatMap((word) => leadingName(word, true));
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

/** Commands that the shell does itself: POSIX 2024, and `help` of bash 5.2. */
const builtins: ReadonlySet<string> = new Set([
  '.', ':', '[', 'alias', 'bg', 'bind', 'break', 'builtin', 'caller', 'cd', 'command', 'compgen', 'complete', 'continue', 'declare',
  'dirs', 'disown', 'echo', 'enable', 'eval', 'exec', 'exit', 'export', 'false', 'fc', 'fg', 'getopts', 'hash', 'help', 'history', 'jobs',
  'kill', 'let', 'local', 'logout', 'mapfile', 'popd', 'printf', 'pushd', 'pwd', 'read', 'readarray', 'readonly', 'return', 'set', 'shift',
  'shopt', 'source', 'suspend', 'test', 'times', 'trap', 'true', 'type', 'typeset', 'ulimit', 'umask', 'unalias', 'unset', 'wait',
]); // prettier-ignore

/** Whether the shell does that command itself, without a program. */
export function isBuiltin(name: string): boolean {
  return builtins.has(name);
}
