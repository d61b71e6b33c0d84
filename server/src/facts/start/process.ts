import { hasRole, programName } from '../../knowledge/programs.ts';
import { shOfDistro, shellExecs } from '../../knowledge/shell-programs.ts';
import { wrappers } from '../../knowledge/wrappers.ts';
import { readCommandLine } from '../../shell/command-line.ts';
import type { ShellCommand, ShellScript } from '../../shell/script.ts';
import { shellOptions } from '../../shell/tools/shell-options.ts';
import { commandIndex } from '../../shell/tools/unwrap.ts';

/** A program as it is started, with the program that it starts or becomes in turn. */
export type ContainerProcess = PlainProgram | Init | WrapperProgram | Handover | ShellProcess;

interface Started {
  /** Its own words: the program as it is called, and its options. */
  readonly words: readonly string[];
  /** The program without its folder. */
  readonly name: string;
}

/** A program that nothing more is known about. */
export interface PlainProgram extends Started {
  readonly kind: 'program';
}

/** An init: it stays process 1 and passes signals on. `next`: what it starts; undefined where it is given no command or none is known. */
export interface Init extends Started {
  readonly kind: 'init';
  readonly next: ContainerProcess | undefined;
}

/** A program that runs the command in its arguments: `env`, `gosu`, `sudo`. */
export interface WrapperProgram extends Started {
  readonly kind: 'wrapper';
  /** It gives its process to the command: `gosu` does, `sudo` stays. */
  readonly replacesItself: boolean;
  /** Undefined where it is given no command. */
  readonly next: ContainerProcess | undefined;
}

/** An entrypoint script that ends by replacing itself with the command it is given (`exec "$@"`). */
export interface Handover extends Started {
  readonly kind: 'handover';
  readonly next: ContainerProcess | undefined;
}

/** A shell that runs a command line. */
export interface ShellProcess extends Started {
  readonly kind: 'shell';
  /** As it is called: `/bin/sh`. */
  readonly shell: string;
  /** Which shell that is, where it is known: `dash`. */
  readonly shellName: string | undefined;
  /** The command line. */
  readonly text: string;
  /** The only or the last program of the command line; undefined where that is not known. */
  readonly program: string | undefined;
  /** The command line says `exec`: the program replaces the shell, whichever shell it is. */
  readonly exec: boolean;
  /** The program replaces the shell although nothing says so; undefined where that depends on the shell. */
  readonly replaced: boolean | undefined;
  /** Other commands run before, with the shell as their parent. */
  readonly before: boolean;
}

/** What is known of the image that the process runs in. */
export interface ProcessSetting {
  /** The distribution, which says what `/bin/sh` is. */
  readonly distro: string | undefined;
  /** The first word is the entrypoint of an official image, which ends in `exec "$@"`. */
  readonly official: boolean;
}

/** Whether a program is a script that, by its name, ends by starting the command in its arguments. */
export function startsItsArguments(program: string): boolean {
  return hasRole(program, 'entrypointScript');
}

/** Whether a program is the script that official images start their command with. */
export function isOfficialEntrypoint(program: string): boolean {
  return startsItsArguments(program) && programName(program).startsWith('docker-');
}

/** What a container does that starts with these words; undefined where there are none. */
export function readProcess(argv: readonly string[], setting: ProcessSetting): ContainerProcess | undefined {
  const [program, ...args] = argv;
  if (program === undefined) return undefined;
  const name = programName(program);
  // The shell among BusyBox's programs is its own, whatever `sh` is elsewhere.
  const distro = name === 'busybox' ? 'busybox' : setting.distro;
  const later = (at: number): ContainerProcess | undefined => readProcess(argv.slice(at), { distro, official: false });
  const wrapped = wrappedCommand(argv);
  if (wrapped) {
    const own = { words: argv.slice(0, wrapped.at), name };
    const next = wrapped.script === undefined ? later(wrapped.at) : shellProcess('sh', ['sh', '-c'], argv[wrapped.script]!, setting);
    if (hasRole(program, 'init')) return { ...own, kind: 'init', next };
    return { ...own, kind: 'wrapper', replacesItself: hasRole(program, 'replacesItself'), next };
  }
  // A supervisor starts what its configuration names.
  if (hasRole(program, 'supervisor')) return { words: argv, name, kind: 'init', next: undefined };
  if (setting.official && isOfficialEntrypoint(program)) return { words: [program], name, kind: 'handover', next: later(1) };
  const text = hasRole(program, 'shell') ? shellOptions(program, args).command : undefined;
  if (!text) return { words: argv, name, kind: 'program' };
  const words = argv.slice(0, 1 + text.first);
  return shellProcess(program, words, args.slice(text.first, text.end).join(' '), setting);
}

/**
 * Where the command is that a program runs which is given one: the index of its first word in `argv`, the number of words where there is
 * none. `script`: of the word that it gives to a shell instead (`su -c`). Undefined for a program that is not made for that.
 */
export function wrappedCommand(argv: readonly string[]): { readonly at: number; readonly script?: number } | undefined {
  const [program = '', ...args] = argv;
  const name = programName(program);
  const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : hasRole(program, 'init') ? {} : undefined;
  // What is a part of a shell cannot be started without one.
  if (!wrapper || wrapper.inShell || hasRole(name, 'builtinOnly') || wrapper.exceptOptions?.test(args[0] ?? '')) return undefined;
  const option = args.findIndex((word) => wrapper.scriptOptions?.includes(word));
  if (option >= 0 && option + 1 < args.length) return { at: argv.length, script: option + 2 };
  return { at: 1 + commandIndex(args, wrapper) };
}

function shellProcess(shell: string, words: readonly string[], text: string, { distro }: ProcessSetting): ShellProcess {
  const name = programName(shell);
  const shellName = name === 'sh' ? shOfDistro(distro) : name;
  const own = { kind: 'shell', words, name, shell, shellName, text } as const;
  const script = scriptIn(name, text);
  const last = script?.pieces.at(-1);
  const command = last?.kind === 'command' ? last.commands.find(({ containers }) => containers.length === 0) : undefined;
  const before = (script?.pieces.length ?? 0) > 1;
  if (command?.name === 'exec') return { ...own, program: execTarget(command), exec: true, replaced: true, before };
  const program = command?.name === undefined ? undefined : programName(command.name);
  return { ...own, program, exec: false, replaced: isReplaced(shellName, last?.background ? undefined : command), before };
}

/** A command line as our reader reads it. That of a shell with another language counts where it is one plain command. */
function scriptIn(shell: string, text: string): ShellScript | undefined {
  const script = readCommandLine(text);
  const isPlain = script.pieces.length === 1 && script.errors.length === 0 && !script.opaque;
  return hasRole(shell, 'posixShell') || isPlain ? script : undefined;
}

/** Bash stays where there is a redirection. What comes after a `trap` is not looked at. */
function isReplaced(shellName: string | undefined, command: ShellCommand | undefined): boolean | undefined {
  if (!command) return false;
  return shellName === 'bash' && command.redirects.length > 0 ? false : shellExecs(shellName);
}

function execTarget({ args }: ShellCommand): string | undefined {
  const target = args.find(({ value }) => !value.startsWith('-'));
  return target?.literal ? programName(target.value) : target?.raw;
}

/** Process 1 once everything has replaced itself that does so at once: what `gosu app node` comes to is `node`. */
export function processOne(process: ContainerProcess): ContainerProcess {
  return process.kind === 'wrapper' && process.replacesItself && process.next ? processOne(process.next) : process;
}

/** The shell that stays between the stop signal and its program, which therefore does not get it; undefined where none surely does. */
export function shellThatKeepsSignal(process: ContainerProcess): (ShellProcess & { readonly program: string }) | undefined {
  const first = processOne(process);
  if (first.kind === 'handover') return first.next && shellThatKeepsSignal(first.next);
  if (first.kind !== 'shell' || first.replaced !== false || first.program === undefined) return undefined;
  return { ...first, program: first.program };
}

/** The program that an init passes signals on to; undefined where it is given none. */
export function programOfInit({ next }: Init): string | undefined {
  return next && processOne(next).name;
}
