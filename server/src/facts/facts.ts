import { memoizeWeak } from '../base/memoize.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import { commandsOf } from './commands/command.ts';
import type { CommandFact } from './commands/command.ts';

/**
 * What each instruction of a Dockerfile does, built from one version of the file and one snapshot of its build context. Every fact is
 * computed when it is first asked for, and once. Rules, sizes, refactorings, hovers and the converter read words, paths, mounts and
 * commands here and nowhere else, so that no two of them contradict each other about the same line.
 */
export interface Facts {
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  /** The commands that a shell runs for the instruction, in order of the text, at any depth; empty where no shell of ours reads it. */
  commandsOf(instruction: Instruction): readonly CommandFact[];
}

/** The facts about a Dockerfile in its build context; the same object for the same two. */
export function factsOf(model: DockerfileModel, build: BuildContext): Facts {
  return factsOfModel(model)(build);
}

const factsOfModel = memoizeWeak((model: DockerfileModel) =>
  memoizeWeak((build: BuildContext): Facts => ({
    model,
    build,
    commandsOf: (instruction) => commandsOf(model, instruction),
  })),
);
