import type { Work } from '../../base/work.ts';
import { factsAbout } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { ShellPiece } from '../../shell/script.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { fetchBuild } from './effects.ts';
import type { Effect } from './effects.ts';
import type { ProjectSources } from './project.ts';
import { readEffects } from './read-command.ts';
import type { Stack } from './stack.ts';
import type { RunPiece } from './step.ts';

/** Reads a RUN in shell form, in steps; undefined when its shell is not known or the script has errors. */
export function* readRun(
  sources: ProjectSources,
  stacks: readonly Stack[],
  instruction: Instruction,
): Work<readonly RunPiece[] | undefined> {
  const { model, facts } = sources;
  const script = model.scriptOf(instruction);
  if (!script || script.opaque || script.errors.length > 0 || script.pieces.length === 0) return undefined;
  const commands = facts.commandsOf(instruction);
  const pieces: RunPiece[] = [];
  for (const piece of script.pieces) {
    yield;
    const effects = factsAbout(piece.commands, commands).flatMap((command) => readEffects(command, sources, stacks));
    pieces.push({ piece, effects: [...withoutPipedSetups(piece, effects), ...redirectsOfCompound(piece, model.tree.text)] });
  }
  return pieces;
}

/** What a pipeline writes of the output of other programs than `echo` cannot be repeated: it is a result of the build. */
function withoutPipedSetups(piece: ShellPiece, effects: readonly Effect[]): readonly Effect[] {
  if (piece.kind !== 'pipeline' || piece.commands.every(({ name }) => name !== undefined && (hasRole(name, 'printer') || name === 'tee')))
    return effects;
  return effects.map((effect) => {
    if (effect.kind !== 'setup' || effect.paths?.length === 0) return effect;
    const [path] = effect.paths ?? [];
    if (path === undefined || effect.paths!.length > 1) return { kind: 'unknown', command: effect.program };
    return fetchBuild(effect.program, path);
  });
}

/** The redirection of a whole compound command (`{ ...; } > file`), which none of the commands in it has. */
function redirectsOfCompound({ kind, commands, end }: ShellPiece, text: string): readonly Effect[] {
  if (kind === 'command' || kind === 'pipeline') return [];
  const rest = text.slice(commands.at(-1)?.end ?? end, end);
  return />\s*(?!\/dev\/|&)/.test(rest) ? [{ kind: 'unknown', command: rest.trim() }] : [];
}
