import { memoize, memoizeWeak } from '../base/memoize.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { DockerfileModel, Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import { commandsOf } from './commands/command.ts';
import type { CommandFact } from './commands/command.ts';
import { readCache } from './cache.ts';
import type { CacheFact } from './cache.ts';
import { readCopy } from './copy.ts';
import type { CopyFact } from './copy.ts';
import type { FileChanges } from './file-changes.ts';
import { filesReader } from './files.ts';
import { mountsOf } from './mounts.ts';
import type { MountFact } from './mounts.ts';
import { literalVariables } from './start/literal-variables.ts';
import type { LiteralVariable } from './start/literal-variables.ts';
import { readStart } from './start/start.ts';
import type { StartFact } from './start/start.ts';

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
  /** What a COPY or ADD takes, and where it puts it; undefined for other instructions. */
  copyOf(instruction: Instruction): CopyFact | undefined;
  /** The mounts of a RUN; none for other instructions. */
  mountsOf(instruction: Instruction): readonly MountFact[];
  /** What a container of the stage's image executes. */
  startOf(stage: Stage): StartFact;
  /** The variables in the exec form of an instruction that no shell replaces; none in one that has no exec form. */
  literalVariablesOf(instruction: Instruction): readonly LiteralVariable[];
  /** What an instruction adds to, changes in and removes from the files of the image. */
  filesOf(instruction: Instruction): FileChanges;
  /** What invalidates the result of an instruction in the builder's cache. */
  cacheOf(instruction: Instruction): CacheFact;
}

/** The facts about a Dockerfile in its build context; the same object for the same two. */
export function factsOf(model: DockerfileModel, build: BuildContext): Facts {
  return factsOfModel(model)(build);
}

const factsOfModel = memoizeWeak((model: DockerfileModel) =>
  memoizeWeak((build: BuildContext): Facts => {
    const facts = {
      model,
      build,
      commandsOf: (instruction: Instruction) => commandsOf(model, instruction),
      copyOf: memoize((instruction: Instruction) => readCopy(model, build, instruction)),
      mountsOf: (instruction: Instruction) => mountsOf(model, instruction),
    };
    return {
      ...facts,
      filesOf: filesReader(facts),
      cacheOf: memoize((instruction: Instruction) => readCache(facts, instruction)),
      startOf: memoize((stage: Stage) => readStart(model, stage)),
      literalVariablesOf: memoize((instruction: Instruction) => literalVariables(model, instruction)),
    };
  }),
);
