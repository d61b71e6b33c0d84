import { shellPath } from '../../base/paths.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { ShellCommand, ShellPiece, ShellWord } from '../../shell/script.ts';
import { readChangeDirectory } from '../../shell/tools/files.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { Action } from './actions.ts';
import { readActions } from './read-action.ts';

/** One piece of a RUN's outermost list, and what its commands do. */
export interface RunPiece {
  readonly piece: ShellPiece;
  readonly actions: readonly Action[];
}

/** What a command is read with. */
export interface CommandPlace {
  /** Where it runs, absolute; undefined when that is not known. */
  readonly folder: string | undefined;
  /** What the word stands for, variables replaced; undefined when that is not known. */
  readonly valueOf: (word: ShellWord) => string | undefined;
  /** A variable of the environment, the command's own assignments first. */
  readonly environment: (name: string) => string | undefined;
}

/** Reads a RUN in shell form; undefined for what no shell of ours reads, or reads with errors. */
export function readRun(model: DockerfileModel, instruction: Instruction, workdir: string | undefined): readonly RunPiece[] | undefined {
  const script = model.scriptOf(instruction);
  if (!script || script.opaque || script.errors.length > 0 || script.pieces.length === 0) return undefined;
  const scope = model.scopeAt(instruction);
  const valueOf = (word: ShellWord): string | undefined => {
    if (word.literal) return word.value;
    const simple =
      !/[`*?[{]|\$\(/.test(word.raw.replace(/\$\{\w+\}/g, '')) && !word.variables.some(({ name }) => script.assigned.has(name));
    return simple && word.variables.length > 0 ? scope.expand(word.raw) : undefined;
  };
  let folder = workdir;
  return script.pieces.map((piece) => {
    let here = folder;
    const actions = piece.commands.flatMap((command) => {
      const place: CommandPlace = {
        folder: here,
        valueOf,
        environment: (name) => environmentOf(command, name, valueOf, scope.lookup(name)?.value),
      };
      const change = readChangeDirectory(command);
      if (change) here = folderOf(change.target, here, valueOf);
      return change ? [{ kind: 'state' } as const] : readActions(command, place);
    });
    if (piece.kind !== 'subshell') folder = here;
    return { piece, actions: [...fedByPipe(piece, actions), ...redirected(piece, model.tree.text)] };
  });
}

/** What a pipeline writes of the output of another program than `echo` cannot be written again: it is a product of the build. */
function fedByPipe(piece: ShellPiece, actions: readonly Action[]): readonly Action[] {
  if (piece.kind !== 'pipeline' || piece.commands.every(({ name }) => name === 'echo' || name === 'printf' || name === 'tee'))
    return actions;
  return actions.map((action) => {
    if (action.kind !== 'setup' || action.paths?.length === 0) return action;
    const [path] = action.paths ?? [];
    if (path === undefined || action.paths!.length > 1) return { kind: 'unknown', what: action.program };
    return { kind: 'build', build: { what: 'fetch', path, program: action.program } };
  });
}

/** A redirection of a whole compound (`{ ...; } > file`), which none of its commands has. */
function redirected({ kind, commands, end }: ShellPiece, text: string): readonly Action[] {
  if (kind === 'command' || kind === 'pipeline') return [];
  const behind = text.slice(commands.at(-1)?.end ?? end, end);
  return />\s*(?!\/dev\/|&)/.test(behind) ? [{ kind: 'unknown', what: behind.trim() }] : [];
}

function folderOf(target: ShellWord | undefined, folder: string | undefined, valueOf: CommandPlace['valueOf']): string | undefined {
  const path = target && valueOf(target);
  return path === undefined ? undefined : shellPath(folder, path);
}

function environmentOf(
  command: ShellCommand,
  name: string,
  valueOf: CommandPlace['valueOf'],
  outer: string | undefined,
): string | undefined {
  const own = command.assignments.findLast((assignment) => assignment.name === name);
  return own ? own.value && valueOf(own.value) : outer;
}
