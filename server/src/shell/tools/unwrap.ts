import { baseName } from '../../base/paths.ts';
import type { ShellCommand, ShellWord } from '../script.ts';

/** How a program that runs another one takes its options. */
interface Wrapper {
  /** Options that take the next word as their value, when it is not in the same word. */
  readonly valued: readonly string[];
  /** Operands before the command (`timeout 5 cmd`). */
  readonly operands?: number;
  /** `NAME=value` words may stand before the command. */
  readonly assignments?: boolean;
}

/**
 * Programs and builtins that run the command behind them and leave its meaning as it is. Their options as in the manuals of
 * sudo 1.9, coreutils 9, util-linux 2.40, bash 5.2, gosu, su-exec, tini, eatmydata, busybox 1.37.
 */
const wrapperTable: Readonly<Record<string, Wrapper>> = {
  command: { valued: [] },
  builtin: { valued: [] },
  exec: { valued: ['-a'] },
  eatmydata: { valued: [] },
  nohup: { valued: [] },
  setsid: { valued: [] },
  time: { valued: ['-f', '--format', '-o', '--output'] },
  nice: { valued: ['-n', '--adjustment'] },
  ionice: { valued: ['-c', '--class', '-n', '--classdata'] },
  stdbuf: { valued: ['-i', '--input', '-o', '--output', '-e', '--error'] },
  timeout: { valued: ['-k', '--kill-after', '-s', '--signal'], operands: 1 },
  env: { valued: ['-u', '--unset', '-C', '--chdir'], assignments: true },
  sudo: {
    valued: ['-u', '--user', '-g', '--group', '-h', '--host', '-p', '--prompt', '-C', '--close-from', '-r', '--role', '-t', '--type', '-D', '--chdir'], // prettier-ignore
    assignments: true,
  },
  doas: { valued: ['-u', '-C'] },
  gosu: { valued: [], operands: 1 },
  'su-exec': { valued: [], operands: 1 },
  tini: { valued: ['-p', '-e'] },
};

/** The command that is really run: `sudo -E env A=1 nice apt-get install x` is `apt-get install x`. Itself where nothing wraps it. */
export function unwrap(command: ShellCommand): ShellCommand {
  let inner = command;
  for (let next = peel(inner, wrapperTable); next; next = peel(inner, wrapperTable)) inner = next;
  return inner;
}

/** The programs and builtins that `unwrap` takes off, the outermost first: `exec`, `sudo`. */
export function wrappersOf(command: ShellCommand): readonly string[] {
  const names: string[] = [];
  for (let outer = command, next = peel(outer, wrapperTable); next; outer = next, next = peel(outer, wrapperTable)) names.push(outer.name!);
  return names;
}

const builtins = { command: wrapperTable.command!, builtin: wrapperTable.builtin! };

/** As `unwrap`, but only through what runs a builtin of the shell itself: `command cd x`. */
export function unwrapBuiltin(command: ShellCommand): ShellCommand {
  return peel(command, builtins) ?? command;
}

function peel(command: ShellCommand, wrappers: Readonly<Record<string, Wrapper>>): ShellCommand | undefined {
  const { name, args } = command;
  const tool = name === undefined ? undefined : baseName(name);
  const wrapper = tool !== undefined && Object.hasOwn(wrappers, tool) ? wrappers[tool] : undefined;
  if (!wrapper || (tool === 'command' && /^-[vV]/.test(args[0]?.value ?? ''))) return undefined;
  const at = innerName(args, wrapper);
  const nameWord = args[at];
  if (!nameWord) return undefined;
  return { ...command, name: nameWord.literal ? nameWord.value : undefined, nameWord, args: args.slice(at + 1) };
}

/** The index of the word that names the inner command. */
function innerName(args: readonly ShellWord[], { valued, operands = 0, assignments = false }: Wrapper): number {
  let left = operands;
  for (let i = 0; i < args.length; i++) {
    const { value } = args[i]!;
    if (value === '--') return i + 1 + left;
    if (value.startsWith('-') && value.length > 1) {
      if (valued.includes(value)) i++;
    } else if (!(assignments && /^[A-Za-z_]\w*=/.test(value)) && left-- === 0) {
      return i;
    }
  }
  return args.length;
}

/** The program a command really runs, its folder taken off, and its words. */
export function toolOf(command: ShellCommand): { readonly tool: string | undefined; readonly args: readonly ShellWord[] } {
  const { name, args } = unwrap(command);
  return { tool: name === undefined ? undefined : baseName(name), args };
}
