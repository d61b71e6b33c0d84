import { baseName } from '../../base/paths.ts';
import { isInit, shellProgram } from '../../knowledge/shell-programs.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { readCommandLine } from './shell-text.ts';

/** Which program has process number 1 in a container, and so gets the signal of `docker stop`. */
export type FirstProcess =
  /** The program itself. */
  | { readonly kind: 'program'; readonly program: string }
  /** An init, which passes signals on to the program that it was given. */
  | { readonly kind: 'init'; readonly init: string; readonly program: string | undefined }
  /** A script that ends by giving its place to what it was given (`exec "$@"`). */
  | { readonly kind: 'handover'; readonly script: string; readonly next: FirstProcess }
  | ShellProcess;

/** A shell that runs a command line. */
export interface ShellProcess {
  readonly kind: 'shell';
  /** As it is called: `/bin/sh`. */
  readonly shell: string;
  /** Which shell that is, where it can be told: `dash`. */
  readonly name: string | undefined;
  /** The program that counts: the only or the last one of the command line. */
  readonly program: string | undefined;
  /** The command line says `exec`: the program takes the shell's place, whichever shell it is. */
  readonly exec: boolean;
  /** The program takes the shell's place although nothing says so; undefined where that depends on the shell. */
  readonly replaced: boolean | undefined;
  /** Other commands run before, with the shell as process 1. */
  readonly before: boolean;
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'mksh', 'zsh']);

/** Entrypoints of official images, which end in `exec "$@"`: https://github.com/docker-library/official-images#consistency */
const handsOver = /(?:^|\/)docker-(?:php-)?entrypoint(?:\.sh)?$/;

/**
 * Who is process 1. `argv`: what the container starts. `distro`: the distribution, which says what `/bin/sh` is. `official`: the
 * entrypoint is an official image's own. Undefined for an empty argv.
 */
export function firstProcess(argv: readonly string[], distro: string | undefined, official: boolean): FirstProcess | undefined {
  const [program, ...rest] = argv;
  if (program === undefined) return undefined;
  const name = baseName(program);
  if (isInit(program)) return { kind: 'init', init: name, program: programBehind(rest) };
  if (official && handsOver.test(program)) {
    const next = firstProcess(rest, distro, false);
    return next ? { kind: 'handover', script: name, next } : { kind: 'program', program: name };
  }
  const text = shells.has(name) ? commandLineOf(rest) : undefined;
  return text === undefined ? { kind: 'program', program: name } : shellProcess(program, text, distro);
}

function shellProcess(shell: string, text: string, distro: string | undefined): ShellProcess {
  const { name, execs } = shellProgram(shell, distro);
  const { pieces } = readCommandLine(text);
  const last = pieces.at(-1);
  const command = last?.kind === 'command' ? last.commands.find(({ containers }) => containers.length === 0) : undefined;
  const exec = command?.name === 'exec';
  const before = pieces.length > 1;
  if (exec) return { kind: 'shell', shell, name, program: execTarget(command), exec, replaced: true, before };
  const program = command?.name === undefined ? undefined : baseName(command.name);
  return { kind: 'shell', shell, name, program, exec, replaced: replaces(name, execs, last?.background ? undefined : command), before };
}

/** Bash stays where there is a redirection, and so is said to; what follows a `trap` is not looked into. */
function replaces(name: string | undefined, execs: boolean | undefined, command: ShellCommand | undefined): boolean | undefined {
  if (!command) return false;
  return name === 'bash' && command.redirects.length > 0 ? false : execs;
}

function execTarget({ args }: ShellCommand): string | undefined {
  const target = args.find(({ value }) => !value.startsWith('-'));
  return target?.literal ? baseName(target.value) : target?.raw;
}

/** The command line of `sh -c text`, `bash -o pipefail -ec text`. */
function commandLineOf(args: readonly string[]): string | undefined {
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (/^-[a-zA-Z]*o$/.test(arg)) i++;
    else if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(arg)) return args[i + 1];
    else if (!arg.startsWith('-')) return undefined;
  }
  return undefined;
}

/** The program that an init was given: behind `--`, or the first word that is no option. */
function programBehind(args: readonly string[]): string | undefined {
  const separator = args.indexOf('--');
  const program = separator >= 0 ? args[separator + 1] : args.find((arg) => !arg.startsWith('-'));
  return program === undefined ? undefined : baseName(program);
}
