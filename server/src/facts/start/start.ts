import type { CommandSetting, DockerfileModel, RuntimeConfig, Setting, Stage } from '../../model/model.ts';
import { rootImage } from '../../model/stages.ts';
import { withoutIndent } from '../../shell/command-line.ts';
import { readProcess, isEntrypointScript, wrappedCommand } from './process.ts';
import type { ContainerProcess } from './process.ts';
import { scriptReader } from './scripts.ts';
import type { ScriptInput, ScriptReader } from './scripts.ts';

/** The CMD or ENTRYPOINT at the end of a stage. */
export interface CommandPart {
  readonly form: CommandSetting['form'];
  /** The words of the exec form, or the text of the shell form as one word. */
  readonly words: readonly string[];
  /** The words of the shell that runs the shell form. */
  readonly shell: readonly string[];
  readonly from: Setting<CommandSetting>['from'];
}

/** `none`: there is certainly none. `unknown`: the base image is unknown, and the file sets none. */
export type OptionalPart = CommandPart | 'none' | 'unknown';

/**
 * How CMD, and the arguments of `docker run`, are used:
 * - `started`: there is no ENTRYPOINT, CMD is what the container executes;
 * - `wrapped`: ENTRYPOINT is an init, a wrapper or a script that starts the command in its arguments;
 * - `arguments`: ENTRYPOINT is a program that receives CMD as its arguments;
 * - `ignored`: ENTRYPOINT is in shell form;
 * - `unknown`: it is unknown whether there is an ENTRYPOINT.
 */
export type CmdRole = 'started' | 'wrapped' | 'arguments' | 'ignored' | 'unknown';

/** What a container of a stage's image executes. */
export interface StartFact {
  readonly entrypoint: OptionalPart;
  readonly cmd: OptionalPart;
  readonly cmdRole: CmdRole;
  /** What `docker run IMAGE` executes: the program and its arguments. Unknown parts are left out. */
  readonly argv: readonly string[];
  /** The same words as a chain of programs that start or replace each other; undefined if there are none. */
  readonly process: ContainerProcess | undefined;
}

/** Reads ENTRYPOINT and CMD at the end of a stage, including inherited ones. */
export function readStart(facts: ScriptInput, stage: Stage): StartFact {
  const { model } = facts;
  const config = model.configOf(stage);
  const entrypoint = startPart(model, config, config.entrypoint);
  const cmd = startPart(model, config, config.cmd);
  const argv = argvOf({ entrypoint, cmd });
  const official = typeof entrypoint !== 'string' && entrypoint.from === 'base-image';
  const distro = stage.distro ?? rootImage(stage)?.repository;
  const scripts = scriptReader(facts, stage);
  return { entrypoint, cmd, cmdRole: cmdRoleUnder(entrypoint, scripts), argv, process: readProcess(argv, { distro, official, scripts }) };
}

/** The CMD or ENTRYPOINT of a configuration, with the shell that runs its shell form. `setting` is one of the two in `config`. */
export function startPart(model: DockerfileModel, config: RuntimeConfig, setting: Setting<CommandSetting> | undefined): OptionalPart {
  if (!setting) return config.baseKnown ? 'none' : 'unknown';
  const { value, from } = setting;
  if (value.words.length === 0) return 'none';
  const words = value.form === 'shell' ? value.words.map(withoutIndent) : value.words;
  return { form: value.form, words, shell: typeof from === 'string' ? config.shell.value : model.configBefore(from).shell.value, from };
}

/** The arguments that one of the two passes to the kernel. */
export function argvOfPart({ form, words, shell }: CommandPart): readonly string[] {
  return form === 'exec' ? words : [...shell, ...words];
}

/**
 * What `docker run IMAGE` executes, or `docker run IMAGE a b` with `args`. An ENTRYPOINT in shell form ignores CMD and arguments.
 * https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact
 */
export function argvOf({ entrypoint, cmd }: Pick<StartFact, 'entrypoint' | 'cmd'>, args: readonly string[] = []): readonly string[] {
  const start = typeof entrypoint === 'string' ? [] : argvOfPart(entrypoint);
  if (typeof entrypoint !== 'string' && entrypoint.form === 'shell') return start;
  const rest = args.length > 0 ? args : typeof cmd === 'string' ? [] : argvOfPart(cmd);
  return [...start, ...rest];
}

/** The role of a CMD with this ENTRYPOINT, whether or not there is a CMD. */
function cmdRoleUnder(entrypoint: OptionalPart, scripts: ScriptReader): CmdRole {
  if (entrypoint === 'unknown') return 'unknown';
  if (entrypoint === 'none') return 'started';
  if (entrypoint.form === 'shell') return 'ignored';
  const end = entrypoint.words.length === 1 ? scripts(entrypoint.words[0]!) : undefined;
  if (end) return end.takesArguments && (end.words.length === 0 || startsItsArguments(end.words)) ? 'wrapped' : 'arguments';
  return startsItsArguments(entrypoint.words) ? 'wrapped' : 'arguments';
}

/** Whether a command starts the words that are added to it. */
function startsItsArguments(command: readonly string[]): boolean {
  let words = command;
  for (let wrapped = wrappedCommand(words); wrapped; wrapped = wrappedCommand(words)) {
    if (wrapped.script !== undefined) return false;
    if (wrapped.at >= words.length) return true;
    words = words.slice(wrapped.at);
  }
  return words.length === 1 && isEntrypointScript(words[0]!);
}
