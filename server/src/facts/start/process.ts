import { hasRole, programName } from '../../knowledge/programs.ts';
import { shellOfDistro, shellReplacesItself } from '../../knowledge/shell-programs.ts';
import { wrappers } from '../../knowledge/wrappers.ts';
import { quoteWords, readCommandLine } from '../../shell/command-line.ts';
import type { ShellCommand, ShellScript } from '../../shell/script.ts';
import { shellOptions } from '../../shell/tools/shell-options.ts';
import { commandIndex } from '../../shell/tools/unwrap.ts';
import type { ScriptEnd, ScriptReader } from './scripts.ts';

/** A program as it is started, with the program that it starts or replaces itself with. */
export type ContainerProcess = PlainProgram | Init | WrapperProgram | EntrypointScript | ShellProcess;

interface StartedProgram {
  /** Its own words: the program as written, and its options. */
  readonly words: readonly string[];
  /** The program without its folder. */
  readonly name: string;
}

/** A program about which nothing else is known. */
export interface PlainProgram extends StartedProgram {
  readonly kind: 'program';
}

/** An init: it stays process 1 and forwards signals. `next`: the program that it starts; undefined if there is none or it is unknown. */
export interface Init extends StartedProgram {
  readonly kind: 'init';
  readonly next: ContainerProcess | undefined;
}

/** A program that runs the command in its arguments: `env`, `gosu`, `sudo`. */
export interface WrapperProgram extends StartedProgram {
  readonly kind: 'wrapper';
  /** Whether the command replaces it: `gosu` is replaced, `sudo` stays. */
  readonly replacesItself: boolean;
  /** Undefined if it has no command. */
  readonly next: ContainerProcess | undefined;
}

/** An entrypoint script that finally replaces itself with the command in its arguments (`exec "$@"`). */
export interface EntrypointScript extends StartedProgram {
  readonly kind: 'handover';
  readonly next: ContainerProcess | undefined;
}

/** A shell that runs a command line. */
export interface ShellProcess extends StartedProgram {
  readonly kind: 'shell';
  /** As written: `/bin/sh`. */
  readonly shell: string;
  /** The actual shell, if known: `dash`. */
  readonly shellName: string | undefined;
  /** The command line. */
  readonly text: string;
  /** The only or last program of the command line; undefined if unknown. */
  readonly program: string | undefined;
  /** Whether the command line uses `exec`: the program replaces any shell. */
  readonly exec: boolean;
  /** Whether the program replaces the shell without `exec`; undefined if that depends on the shell. */
  readonly replaced: boolean | undefined;
  /** Whether other commands run before it, with the shell as their parent. */
  readonly hasCommandsBefore: boolean;
}

/** What is known about the image that the process runs in. */
export interface ProcessContext {
  /** The distribution, which determines the program behind `/bin/sh`. */
  readonly distro: string | undefined;
  /** Whether the first word is the entrypoint of an official image, which ends with `exec "$@"`. */
  readonly official: boolean;
  /** Finds the scripts that the file adds to the image; undefined if they are not known. */
  readonly scripts?: ScriptReader | undefined;
}

/** Whether a program is, by its name, a script that finally starts the command in its arguments. */
export function isEntrypointScript(program: string): boolean {
  return hasRole(program, 'entrypointScript');
}

/** Entrypoints of eclipse-temurin and maven, which start the command in their arguments. https://github.com/adoptium/containers */
const otherOfficialEntrypoints: ReadonlySet<string> = new Set(['__cacert_entrypoint.sh', 'mvn-entrypoint.sh']);

/** Whether a program is the entrypoint script of official images. */
export function isOfficialEntrypoint(program: string): boolean {
  const name = programName(program);
  return (isEntrypointScript(program) && name.startsWith('docker-')) || otherOfficialEntrypoints.has(name);
}

/** Parses what a container executes with these arguments. Returns undefined without arguments. */
export function readProcess(argv: readonly string[], setting: ProcessContext): ContainerProcess | undefined {
  const [program, ...args] = argv;
  if (program === undefined) return undefined;
  const name = programName(program);
  // BusyBox uses its own shell, whatever `sh` is in the image.
  const distro = name === 'busybox' ? 'busybox' : setting.distro;
  const { scripts } = setting;
  const nextProcess = (at: number): ContainerProcess | undefined => readProcess(argv.slice(at), { distro, official: false, scripts });
  const wrapped = wrappedCommand(argv);
  if (wrapped) {
    const own = { words: argv.slice(0, wrapped.at), name };
    const next = wrapped.script === undefined ? nextProcess(wrapped.at) : shellProcess('sh', ['sh', '-c'], argv[wrapped.script]!, setting);
    if (hasRole(program, 'init')) return { ...own, kind: 'init', next };
    return { ...own, kind: 'wrapper', replacesItself: hasRole(program, 'replacesItself'), next };
  }
  // A supervisor starts what its configuration lists.
  if (hasRole(program, 'supervisor')) return { words: argv, name, kind: 'init', next: undefined };
  if (setting.official && isOfficialEntrypoint(program)) return { words: [program], name, kind: 'handover', next: nextProcess(1) };
  const options = hasRole(program, 'shell') ? shellOptions(program, args) : undefined;
  const scriptAt = options ? 1 + options.script : 0;
  const end = options?.command ? undefined : scripts?.(argv[scriptAt] ?? '');
  if (end) return scriptProcess(argv, scriptAt, end, distro);
  const text = options?.command;
  if (!text) return { words: argv, name, kind: 'program' };
  const words = argv.slice(0, 1 + text.first);
  return shellProcess(program, words, args.slice(text.first, text.end).join(' '), setting);
}

/** A script of the file, the word at `at`. Without `exec`, its shell stays the parent of the last command. */
function scriptProcess(argv: readonly string[], at: number, end: ScriptEnd, distro: string | undefined): ContainerProcess {
  const words = argv.slice(0, at + 1);
  const name = programName(argv[at]!);
  const rest = [...end.words, ...(end.takesArguments ? argv.slice(at + 1) : [])];
  // Without the scripts: a script may start itself again.
  if (end.exec) return { words, name, kind: 'handover', next: readProcess(rest, { distro, official: false }) };
  const [program] = rest;
  if (program === undefined) return { words: argv, name, kind: 'program' };
  const last = programName(program);
  const shell = { shell: name, shellName: undefined, text: quoteWords(rest) };
  return { words, name, kind: 'shell', ...shell, program: last, exec: false, replaced: false, hasCommandsBefore: true };
}

/**
 * Finds the command in the arguments of a wrapper: the index of its first word in `argv`, or the number of words if there is none.
 * `script`: the index of the word that it passes to a shell instead (`su -c`). Returns undefined if the program is not a wrapper.
 */
export function wrappedCommand(argv: readonly string[]): { readonly at: number; readonly script?: number } | undefined {
  const [program = '', ...args] = argv;
  const name = programName(program);
  const wrapper = Object.hasOwn(wrappers, name) ? wrappers[name] : hasRole(program, 'init') ? {} : undefined;
  // A builtin cannot be started without a shell.
  if (!wrapper || wrapper.inShell || hasRole(name, 'builtinOnly') || wrapper.exceptOptions?.test(args[0] ?? '')) return undefined;
  const option = args.findIndex((word) => wrapper.scriptOptions?.includes(word));
  if (option >= 0 && option + 1 < args.length) return { at: argv.length, script: option + 2 };
  return { at: 1 + commandIndex(args, wrapper) };
}

function shellProcess(shell: string, words: readonly string[], text: string, { distro }: ProcessContext): ShellProcess {
  const name = programName(shell);
  const shellName = name === 'sh' ? shellOfDistro(distro) : name;
  const own = { kind: 'shell', words, name, shell, shellName, text } as const;
  const script = scriptIn(name, text);
  const last = script?.pieces.at(-1);
  const command = last?.kind === 'command' ? last.commands.find(({ containers }) => containers.length === 0) : undefined;
  const hasCommandsBefore = (script?.pieces.length ?? 0) > 1;
  if (command?.name === 'exec') return { ...own, program: execTarget(command), exec: true, replaced: true, hasCommandsBefore };
  const program = command?.name === undefined ? undefined : programName(command.name);
  return { ...own, program, exec: false, replaced: isReplaced(shellName, last?.background ? undefined : command), hasCommandsBefore };
}

/** Parses a command line. The result for a shell with another language is only used if it is a single simple command. */
function scriptIn(shell: string, text: string): ShellScript | undefined {
  const script = readCommandLine(text);
  const isPlain = script.pieces.length === 1 && script.errors.length === 0 && !script.opaque;
  return hasRole(shell, 'posixShell') || isPlain ? script : undefined;
}

/** Bash is not replaced if there is a redirection. A `trap` before is ignored. */
function isReplaced(shellName: string | undefined, command: ShellCommand | undefined): boolean | undefined {
  if (!command) return false;
  return shellName === 'bash' && command.redirects.length > 0 ? false : shellReplacesItself(shellName);
}

function execTarget({ args }: ShellCommand): string | undefined {
  const target = args.find(({ value }) => !value.startsWith('-'));
  return target?.literal ? programName(target.value) : target?.raw;
}

/** Process 1 after all immediate replacements: with `gosu app node` it is `node`. */
export function processOne(process: ContainerProcess): ContainerProcess {
  return process.kind === 'wrapper' && process.replacesItself && process.next ? processOne(process.next) : process;
}

/** The shell that receives the stop signal instead of its program. Returns undefined if there is none for certain. */
export function shellBlockingSignal(process: ContainerProcess): (ShellProcess & { readonly program: string }) | undefined {
  const first = processOne(process);
  if (first.kind === 'handover') return first.next && shellBlockingSignal(first.next);
  if (first.kind !== 'shell' || first.replaced !== false || first.program === undefined) return undefined;
  return { ...first, program: first.program };
}

/** The program that an init forwards signals to. Returns undefined if it has none. */
export function programOfInit({ next }: Init): string | undefined {
  return next && processOne(next).name;
}
