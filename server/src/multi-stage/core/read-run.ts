import type { DockerfileModel } from '../../model/model.ts';
import { commandsOf, factsAbout } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { ShellPiece } from '../../shell/script.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { Action } from './actions.ts';
import { readActions } from './read-action.ts';

/** One piece of a RUN's outermost list, and what its commands do. */
export interface RunPiece {
  readonly piece: ShellPiece;
  readonly actions: readonly Action[];
}

/** Reads a RUN in shell form; undefined for what no shell of ours reads, or reads with errors. */
export function readRun(model: DockerfileModel, instruction: Instruction): readonly RunPiece[] | undefined {
  const script = model.scriptOf(instruction);
  if (!script || script.opaque || script.errors.length > 0 || script.pieces.length === 0) return undefined;
  const commands = commandsOf(model, instruction);
  return script.pieces.map((piece) => {
    const actions = factsAbout(piece.commands, commands).flatMap(readActions);
    return { piece, actions: [...fedByPipe(piece, actions), ...redirected(piece, model.tree.text)] };
  });
}

/** What a pipeline writes of the output of another program than `echo` cannot be written again: it is a product of the build. */
function fedByPipe(piece: ShellPiece, actions: readonly Action[]): readonly Action[] {
  if (piece.kind !== 'pipeline' || piece.commands.every(({ name }) => name !== undefined && (hasRole(name, 'printer') || name === 'tee')))
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
