import { absolutePath, baseName } from '../../base/paths.ts';
import { isProgramFile } from '../../knowledge/folders.ts';
import { hasRole, programName } from '../../knowledge/programs.ts';
import type { BuildContext } from '../../context/build-context.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import { readCommandLine } from '../../shell/command-line.ts';
import type { ShellWord } from '../../shell/script.ts';
import type { Heredoc, Instruction } from '../../syntax/tree.ts';
import { targetOf } from '../copy.ts';
import type { CopiedFile, CopyFact } from '../copy.ts';
import { memoize, memoizeWeak } from '../../base/memoize.ts';

/** The last command of a shell script, which decides what becomes process 1. */
export interface ScriptEnd {
  /** Its program and arguments without `exec` and `"$@"`. */
  readonly words: readonly string[];
  /** Whether the arguments of the script follow these words (`"$@"`). */
  readonly takesArguments: boolean;
  /** Whether it replaces the shell of the script (`exec`). */
  readonly exec: boolean;
}

/** Finds a shell script of the image by the word that starts it. Returns undefined if its text or its last command is not known. */
export type ScriptReader = (program: string) => ScriptEnd | undefined;

/** The facts that are needed to find scripts. */
export interface ScriptInput {
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  copyOf(instruction: Instruction): CopyFact | undefined;
}

/** Reads the scripts that a stage copies from the build context or writes as a heredoc. */
export function scriptReader({ model, build, copyOf }: ScriptInput, stage: Stage): ScriptReader {
  return (program) => {
    const workdir = model.configOf(stage).workdir?.value;
    const path = program.includes('/') ? absolutePath(workdir, program, stage.os) : undefined;
    const name = baseName(program);
    const isMeant = (target: string | undefined): boolean =>
      target !== undefined && (program.includes('/') ? target === path : isProgramFile(target, program));
    for (let from: Stage | undefined = stage; from; from = from.parent) {
      for (const instruction of from.instructions.toReversed()) {
        const copy = copyOf(instruction);
        for (const { files = [], heredoc, value } of copy?.sources ?? []) {
          // A single file may get another name.
          const candidates = files.length > 1 ? namedIn(files)(name) : files;
          const file = candidates.find((candidate) =>
            isMeant(targetOf(copy?.destination, files.length > 1 ? { ...candidate, named: false } : candidate)),
          );
          if (file) return readEnd(build.text(file.entry.path));
          const written = heredoc && value !== undefined && { inner: value, named: true };
          if (written && isMeant(targetOf(copy?.destination, written))) return readEnd(heredocText(model.tree.text, heredoc));
        }
      }
    }
    return undefined;
  };
}

/** How many names are kept for each list of files. */
const mostNames = 1000;

/** The files with a name. Very many files may be copied, by several Dockerfiles that start the same few programs. */
const namedIn = memoizeWeak((files: readonly CopiedFile[]) =>
  memoize((name: string) => files.filter(({ inner }) => inner.endsWith(name) && baseName(inner) === name), mostNames),
);

/** The text of a heredoc as it is written into the image. Undefined if BuildKit expands variables in it. */
function heredocText(text: string, { body, expand, stripTabs }: Heredoc): string | undefined {
  const written = text.slice(body.start, body.end);
  if (expand && written.includes('$')) return undefined;
  return stripTabs ? written.replace(/^\t+/gm, '') : written;
}

/** The last command of the text of a script, if a POSIX shell or bash runs it and the command always runs. */
function readEnd(text: string | undefined): ScriptEnd | undefined {
  if (text === undefined || !/^#!.*\b(?:ba|da|a)?sh\b|^(?!#!)/.test(text)) return undefined;
  const { pieces, opaque, errors, commands } = readCommandLine(text);
  const last = pieces.at(-1);
  const [command] = last?.commands ?? [];
  if (opaque || errors.length > 0 || last?.kind !== 'command' || last.background || last.operator === '||' || !command?.nameWord)
    return undefined;
  const exec = command.name === 'exec';
  // A trap may forward the signal.
  if (!exec && commands.some(({ name }) => name === 'trap')) return undefined;
  const written = exec
    ? command.args.slice(command.args.findIndex(({ value }) => !value.startsWith('-')))
    : [command.nameWord, ...command.args];
  const takesArguments = written.length > 0 && isAllArguments(written.at(-1)!);
  const words = takesArguments ? written.slice(0, -1) : written;
  if (written.length === 0 || !words.every(({ literal }) => literal)) return undefined;
  const [program] = words;
  if (!exec && program && runsInShell(program.value, text)) return undefined;
  return { words: words.map(({ value }) => value), takesArguments, exec };
}

/** Whether a command is a builtin or a function of the script. */
function runsInShell(name: string, text: string): boolean {
  if (hasRole(programName(name), 'builtin', 'builtinOnly')) return true;
  return [...text.matchAll(/^[^\S\n]*(?:function\s+)?([\w-]+)\s*\(\)|^[^\S\n]*function\s+([\w-]+)/gm)].some(
    ([, a, b]) => (a ?? b) === name,
  );
}

function isAllArguments({ raw }: ShellWord): boolean {
  return ['"$@"', '$@', '"${@}"', '$*'].includes(raw);
}
