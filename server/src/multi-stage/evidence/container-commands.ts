import { absolutePath, baseName } from '../../base/paths.ts';
import type { BuildContext } from '../../context/build-context.ts';
import type { DockerfileModel, RuntimeConfig, Stage } from '../../model/model.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { parseShell } from '../../shell/parse.ts';
import { readingsOf } from '../../shell/reading.ts';
import type { CommandReading } from '../../shell/reading.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { CommandWords, ContainerCommands, CopiedFile } from '../core/project.ts';
import { isOfficialEntrypoint } from '../core/same-configuration.ts';

/** The commands that the container runs, as far as they can be told apart. */
export function containerCommands(
  model: DockerfileModel,
  stage: Stage,
  context: BuildContext,
  files: readonly CopiedFile[] | undefined,
): ContainerCommands {
  const config = model.configOf(stage);
  const scripts = new Scripts(config.workdir?.value, files, context);
  const { healthcheck } = config;
  const start = startCommands(config).flatMap((words) => scripts.expand(words));
  const health =
    healthcheck && typeof healthcheck.from !== 'string' ? healthCommands(healthcheck.value).flatMap((words) => scripts.expand(words)) : [];
  return { start, health, unread: scripts.unread };
}

/** The CMD after an ENTRYPOINT in exec form is its arguments; an entrypoint script may start them. */
function startCommands({ entrypoint, cmd }: RuntimeConfig): readonly CommandWords[] {
  const own = entrypoint && typeof entrypoint.from !== 'string' ? entrypoint.value : undefined;
  const arguments_ = cmd && typeof cmd.from !== 'string' ? cmd.value : undefined;
  const given = arguments_ ? commandsOf(arguments_.form, arguments_.words) : [];
  if (!own) return given;
  if (own.form === 'shell') return commandsOf('shell', own.words);
  const [program = ''] = own.words;
  if (isOfficialEntrypoint(program) || isScript(program)) return [own.words, ...given];
  const rest = arguments_ ? (arguments_.form === 'exec' ? arguments_.words : ['/bin/sh', '-c', ...arguments_.words]) : [];
  return commandsOf('exec', [...own.words, ...rest]);
}

function healthCommands({ trigger }: Instruction): readonly CommandWords[] {
  if (!trigger) return [];
  if (!trigger.json) return commandsOf('shell', [trigger.bodyText]);
  const words = trigger.json.items.map(({ value }) => value);
  return commandsOf('exec', words);
}

function commandsOf(form: 'exec' | 'shell', words: readonly string[]): readonly CommandWords[] {
  if (form === 'shell') return commandsInText(words[0] ?? '');
  const inner = shellText(words);
  if (inner !== undefined) return [shellOptions(words), ...commandsInText(inner)];
  const isInit = hasRole(words[0] ?? '', 'init');
  const wrapped = isInit ? words.findIndex((word, i) => i > 0 && !word.startsWith('-')) : -1;
  if (wrapped > 0) return [[words[0]!], ...commandsOf('exec', words.slice(wrapped))];
  return words.length > 0 ? [words] : [];
}

/** The script of `sh -c SCRIPT`. */
function shellText(words: readonly string[]): string | undefined {
  if (!isShell(words[0])) return undefined;
  const flag = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  return flag > 0 ? words[flag + 1] : undefined;
}

function isShell(program = ''): boolean {
  return hasRole(program, 'posixShell');
}

function isScript(program: string): boolean {
  return /\.(?:sh|bash)$|entrypoint/.test(program);
}

/** The shell that the container starts without a command; undefined when it starts anything else. */
export function shellAlone({ start }: ContainerCommands): string | undefined {
  const [first] = start;
  const bare = start.every(([program, ...words]) => isShell(program) && words.every((word) => /^-[il]+$|^--login$/.test(word)));
  return bare ? first?.[0] : undefined;
}

/** The simple commands of a shell text, at any depth. */
export function commandsInText(text: string): readonly CommandWords[] {
  const script = parseShell({ text, body: { start: 0, end: text.length }, continuations: [], heredocs: [], dialect: 'sh' });
  return readingsOf(script).flatMap(wordsOf);
}

function wordsOf({ inner, wrappers }: CommandReading): readonly CommandWords[] {
  if (!inner.nameWord) return [];
  const words = [inner.nameWord.value, ...inner.args.map(({ value }) => value)];
  const around = wrappers.flatMap(({ word, name, args }): CommandWords[] => {
    if (hasRole(name, 'builtin')) return [];
    return [[word.value, ...(isShell(name) ? args.map(({ value }) => value) : [])]];
  });
  const script = shellText(words);
  return [...around, ...(script === undefined ? [words] : [shellOptions(words), ...commandsInText(script)])];
}

/** The shell with its options before the script: `bash --login -c`. */
function shellOptions(words: CommandWords): CommandWords {
  return words.slice(0, words.findIndex((word) => /^-[a-z]*c$/.test(word)) + 1);
}

/** The first program of the container that starts other programs, which are not known; undefined when there is none. */
export function supervisorIn({ start }: ContainerCommands): string | undefined {
  return start.map(([program = '']) => baseName(program)).find((program) => hasRole(program, 'supervisor', 'scheduler'));
}

/** Reads the shell scripts of the build context that the container starts. */
class Scripts {
  readonly unread: string[] = [];
  private readonly seen = new Set<string>();
  private readonly workdir: string | undefined;
  private readonly files: readonly CopiedFile[] | undefined;
  private readonly context: BuildContext;

  constructor(workdir: string | undefined, files: readonly CopiedFile[] | undefined, context: BuildContext) {
    this.workdir = workdir;
    this.files = files;
    this.context = context;
  }

  /** The command; when it is a script, with the commands of the script. */
  expand(words: CommandWords): readonly CommandWords[] {
    const program = (isShell(words[0]) ? words.find((word, i) => i > 0 && !word.startsWith('-')) : words[0]) ?? '';
    const file = this.files?.findLast(({ target }) =>
      program.includes('/') ? target === absolutePath(this.workdir, program) : isOnPath(target, program),
    );
    const text = file && this.context.text(file.path);
    if (text === undefined) {
      const isBase = !this.files && isOfficialEntrypoint(program) && !program.includes('/');
      if (isScript(program) && (file || !this.files) && !isBase) this.unread.push(program);
      return [words];
    }
    if (this.seen.has(program) || !/^#!.*\b(?:ba|da|a)?sh\b|^(?!#!)/.test(text)) return [words];
    this.seen.add(program);
    const functions = new Set([...text.matchAll(/^[^\S\n]*(?:function\s+)?([\w-]+)\s*\(\)/gm)].map(([, name]) => name!));
    const inner = commandsInText(text).filter(([name = '']) => !functions.has(name) && !/^["']?\$[@*{]/.test(name));
    return [words, ...inner.flatMap((command) => this.expand(command))];
  }
}

function isOnPath(target: string, program: string): boolean {
  return /^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$/.test(target) && baseName(target) === program;
}
