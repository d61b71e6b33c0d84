import { baseName } from '../../base/paths.ts';
import type { CommandSetting, DockerfileModel, RuntimeConfig, Setting, Stage } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { plainWordsOf, quoteWord, withoutIndent } from './shell-text.ts';

/** CMD or ENTRYPOINT as it counts in the end. */
export interface CommandPart {
  readonly form: CommandSetting['form'];
  /** The exec form's words, or the shell form's text as one word. */
  readonly words: readonly string[];
  /** What the shell form is handed to. */
  readonly shell: readonly string[];
  readonly from: Setting<CommandSetting>['from'];
}

/** What a container of a stage's image starts with. */
export interface StartCommand {
  /** `none`: surely none. `unknown`: the catalogue lacks the base image, and the file sets none. */
  readonly entrypoint: CommandPart | 'none' | 'unknown';
  readonly cmd: CommandPart | 'none' | 'unknown';
}

/** What ENTRYPOINT and CMD come to at the end of a stage, with what it inherits. */
export function startCommandOf(model: DockerfileModel, stage: Stage): StartCommand {
  const config = model.configOf(stage);
  const shellAt = (from: Instruction): readonly string[] => model.configBefore(from).shell.value;
  const entrypoint = partOf(config.entrypoint, config, shellAt);
  return { entrypoint, cmd: partOf(config.cmd, config, shellAt) };
}

function partOf(
  setting: Setting<CommandSetting> | undefined,
  config: RuntimeConfig,
  shellAt: (from: Instruction) => readonly string[],
): CommandPart | 'none' | 'unknown' {
  if (!setting) return config.baseKnown ? 'none' : 'unknown';
  const { value, from } = setting;
  if (value.words.length === 0) return 'none';
  const words = value.form === 'shell' ? value.words.map(withoutIndent) : value.words;
  return { form: value.form, words, shell: typeof from === 'string' ? config.shell.value : shellAt(from), from };
}

/** The words that the kernel gets of one of the two. */
export function argvOfPart({ form, words, shell }: CommandPart): readonly string[] {
  return form === 'exec' ? words : [...shell, ...words];
}

/**
 * What `docker run IMAGE` starts, or `docker run IMAGE a b` where `args` are given. Undefined parts count as nothing: say so. An
 * ENTRYPOINT in shell form leaves CMD and arguments without effect.
 * https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact
 */
export function argvOf({ entrypoint, cmd }: StartCommand, args: readonly string[] = []): readonly string[] {
  const start = typeof entrypoint === 'string' ? [] : argvOfPart(entrypoint);
  if (typeof entrypoint !== 'string' && entrypoint.form === 'shell') return start;
  const rest = args.length > 0 ? args : typeof cmd === 'string' ? [] : argvOfPart(cmd);
  return [...start, ...rest];
}

/** The same command in exec form: its plain words, or the shell that it needs. */
export function inExecForm(part: CommandPart): CommandPart {
  if (part.form === 'exec') return part;
  // `exec` is the shell's own way to step aside.
  const command = part.words[0]!.replace(/^exec[ \t]+(?!-)/, '');
  return { ...part, form: 'exec', words: plainWordsOf(command) ?? argvOfPart(part) };
}

/** The same command in shell form: its words quoted, or the text that it hands to a shell anyhow. */
export function inShellForm(part: CommandPart): CommandPart {
  if (part.form === 'shell') return part;
  const { words, shell } = part;
  const throughShell =
    words.length === shell.length + 1 && shell.every((word, i) => word === words[i] || (i === 0 && isSh(word, words[0]!)));
  return { ...part, form: 'shell', words: [throughShell ? words.at(-1)! : words.map(quoteWord).join(' ')] };
}

/** `sh` and `/bin/sh` are the same program. */
function isSh(a: string, b: string): boolean {
  return baseName(a) === baseName(b);
}

/** A part as it is written behind the keyword: `["node", "server.js"]` or `node server.js`. */
export function writtenAs({ form, words }: CommandPart): string {
  return form === 'shell' ? words[0]! : `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
}
