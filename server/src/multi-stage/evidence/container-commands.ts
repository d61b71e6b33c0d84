import { absolutePath, baseName, joinPath } from '../../base/paths.ts';
import type { BuildContext } from '../../context/build-context.ts';
import type { Facts } from '../../facts/facts.ts';
import { commandsInText, commandsOfArgv, commandsOfHealthcheck, commandsOfPart } from '../../facts/start/commands.ts';
import type { CommandWords } from '../../facts/start/commands.ts';
import { isOfficialEntrypoint, isEntrypointScript } from '../../facts/start/process.ts';
import { argvOfPart } from '../../facts/start/start.ts';
import type { CommandPart, OptionalPart, StartFact } from '../../facts/start/start.ts';
import type { Stage } from '../../model/model.ts';
import { isProgramFile } from '../../knowledge/folders.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { shellOptions } from '../../shell/tools/shell-options.ts';
import type { ContainerCommands, CopiedFile } from '../core/project.ts';

/** The commands that the container runs, as far as they are known. */
export function containerCommands(facts: Facts, stage: Stage, files: readonly CopiedFile[] | undefined): ContainerCommands {
  const { workdir, healthcheck } = facts.model.configOf(stage);
  const scripts = new Scripts(workdir?.value, files && [...files, ...movedFiles(facts, stage, files)], facts.build);
  const expand = (commands: readonly CommandWords[]): readonly CommandWords[] => commands.flatMap((words) => scripts.expand(words));
  const start = expand(startCommands(facts.startOf(stage), facts));
  const health = healthcheck && typeof healthcheck.from !== 'string' ? expand(commandsOfHealthcheck(healthcheck.value, facts)) : [];
  return { start, health, unread: scripts.unread };
}

/** The CMD after an ENTRYPOINT in exec form is its arguments; an init, a wrapper or an entrypoint script may start them. */
function startCommands({ entrypoint, cmd }: StartFact, facts: Facts): readonly CommandWords[] {
  const own = ofFile(entrypoint);
  const given = ofFile(cmd);
  if (!own) return given ? commandsOfPart(given, facts) : [];
  if (own.form === 'shell') return commandsOfPart(own, facts);
  if (mayStartItsArguments(own.words)) return [...commandsOfArgv(own.words), ...(given ? commandsOfPart(given, facts) : [])];
  return commandsOfArgv([...own.words, ...(given ? argvOfPart(given) : [])]);
}

function ofFile(part: OptionalPart): CommandPart | undefined {
  return typeof part === 'string' || typeof part.from === 'string' ? undefined : part;
}

/** Whether the last program of an ENTRYPOINT is a script, which may start the command after it. */
function mayStartItsArguments(entrypoint: readonly string[]): boolean {
  return isScript(commandsOfArgv(entrypoint).at(-1)?.[0] ?? '');
}

function isShell(program = ''): boolean {
  return hasRole(program, 'posixShell');
}

function isScript(program: string): boolean {
  return isEntrypointScript(program) || /\.(?:sh|bash)$|entrypoint/.test(program);
}

/** The shell that the container starts without a command; undefined when it starts anything else. */
export function shellAlone({ start }: ContainerCommands): string | undefined {
  const [first] = start;
  const bare = start.every(([program, ...words]) => isShell(program) && words.every((word) => /^-[il]+$|^--login$/.test(word)));
  return bare ? first?.[0] : undefined;
}

/** The first program of the container that starts other programs, which are not known; undefined when there is none. */
export function supervisorIn({ start }: ContainerCommands): string | undefined {
  return start.map(([program = '']) => baseName(program)).find((program) => hasRole(program, 'supervisor', 'scheduler'));
}

/** The copied files that a RUN moves or copies to another path: `cp docker/start.sh /start.sh`. */
function movedFiles(facts: Facts, stage: Stage, files: readonly CopiedFile[]): readonly CopiedFile[] {
  return stage.instructions.flatMap((instruction) =>
    facts.commandsOf(instruction).flatMap(({ transfer, folder }): readonly CopiedFile[] => {
      const [source, second] = transfer?.sources ?? [];
      if (!transfer?.target || !source || second) return [];
      const from = absolutePath(folder, source.value);
      const to = absolutePath(folder, transfer.target.value);
      const file = files.findLast(({ target }) => target === from);
      if (!file || from === undefined || to === undefined) return [];
      const isInto = transfer.isFolder || transfer.target.value.endsWith('/');
      return [isInto ? joinPath(to, baseName(from)) : to, joinPath(to, baseName(from))].map((target) => ({ ...file, target }));
    }),
  );
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
    const [first = '', ...args] = words;
    const isSourced = first === '.' || first === 'source';
    const program = (isSourced ? args[0] : isShell(first) ? args[shellOptions(first, args).script] : first) ?? '';
    const isPath = program.includes('/') || isSourced || isShell(first);
    const file = this.files?.findLast(({ target }) =>
      isPath ? target === absolutePath(this.workdir, program) : isProgramFile(target, program),
    );
    const text = file && this.context.text(file.path);
    if (text === undefined) {
      const isBase = !file && isOfficialEntrypoint(program) && !program.includes('/');
      if ((isScript(program) || (isSourced && program !== '')) && !isBase) this.unread.push(program);
      return [words];
    }
    if (this.seen.has(program) || !/^#!.*\b(?:ba|da|a)?sh\b|^(?!#!)/.test(text)) return [words];
    this.seen.add(program);
    const functions = new Set([...text.matchAll(/^[^\S\n]*(?:function\s+)?([\w-]+)\s*\(\)/gm)].map(([, name]) => name!));
    const inner = commandsInText(text).filter(([name = '']) => !functions.has(name) && !/^["']?\$[@*{]/.test(name));
    return [words, ...inner.flatMap((command) => this.expand(command))];
  }
}
