import type { DockerfileModel, RuntimeConfig, Stage } from '../../model/model.ts';
import { parseShell } from '../../shell/parse.ts';
import type { ShellCommand } from '../../shell/script.ts';
import { unwrap } from '../../shell/tools/unwrap.ts';
import type { Instruction } from '../../syntax/tree.ts';

/** A command as a list of words: the program first. */
export type CommandWords = readonly string[];

/** What runs in the container. */
export interface ContainerCommands {
  /** What ENTRYPOINT and CMD start, through shells and wrappers; empty when the file leaves it to the base. */
  readonly start: readonly CommandWords[];
  /** What HEALTHCHECK runs. */
  readonly health: readonly CommandWords[];
}

/** Whether a program is the script of an official image that starts the command it is given. */
export function startsItsArguments(program: string): boolean {
  return /(?:^|\/)docker-entrypoint\.sh$/.test(program);
}

/** The commands that the container runs, as far as they can be told apart. */
export function containerCommands(model: DockerfileModel, stage: Stage): ContainerCommands {
  const config = model.configOf(stage);
  const health = config.healthcheck;
  return {
    start: startCommands(config),
    health: health && typeof health.from !== 'string' ? healthCommands(health.value) : [],
  };
}

function startCommands({ entrypoint, cmd }: RuntimeConfig): readonly CommandWords[] {
  const own = entrypoint && typeof entrypoint.from !== 'string' ? entrypoint.value : undefined;
  const arguments_ = cmd && typeof cmd.from !== 'string' ? cmd.value : undefined;
  if (!own) return arguments_ ? commandsOf(arguments_.form, arguments_.words) : [];
  if (own.form === 'shell') return commandsOf('shell', own.words);
  if (startsItsArguments(own.words[0] ?? '') && arguments_) {
    return [own.words, ...commandsOf(arguments_.form, arguments_.words)];
  }
  const rest = arguments_ ? (arguments_.form === 'exec' ? arguments_.words : ['/bin/sh', '-c', ...arguments_.words]) : [];
  return commandsOf('exec', [...own.words, ...rest]);
}

function healthCommands({ trigger }: Instruction): readonly CommandWords[] {
  if (!trigger) return [];
  return trigger.json
    ? commandsOf('exec', trigger.json.items.map(({ value }) => value)) // prettier-ignore
    : commandsOf('shell', [trigger.bodyText]);
}

function commandsOf(form: 'exec' | 'shell', words: readonly string[]): readonly CommandWords[] {
  if (form === 'shell') return commandsInText(words[0] ?? '');
  const inner = shellText(words);
  if (inner !== undefined) return [[words[0]!], ...commandsInText(inner)];
  const wrapped = /(?:^|\/)(?:tini|dumb-init|catatonit)$/.test(words[0] ?? '')
    ? words.findIndex((word, i) => i > 0 && !word.startsWith('-'))
    : -1;
  return wrapped > 0 ? [[words[0]!], ...commandsOf('exec', words.slice(wrapped))] : words.length > 0 ? [words] : [];
}

/** The script of `sh -c SCRIPT`. */
function shellText(words: readonly string[]): string | undefined {
  if (!/(?:^|\/)(?:ba|da|a)?sh$/.test(words[0] ?? '')) return undefined;
  const flag = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  return flag > 0 ? words[flag + 1] : undefined;
}

/** The simple commands of a shell text, wherever in it they stand. */
export function commandsInText(text: string): readonly CommandWords[] {
  const { commands } = parseShell({ text, body: { start: 0, end: text.length }, continuations: [], heredocs: [], dialect: 'sh' });
  return commands.flatMap(wordsOf);
}

function wordsOf(command: ShellCommand): readonly CommandWords[] {
  const inner = unwrap(command);
  if (!inner.nameWord) return [];
  const words = [inner.nameWord.value, ...inner.args.map(({ value }) => value)];
  const script = shellText(words);
  return script === undefined ? [words] : [[words[0]!], ...commandsInText(script)];
}
