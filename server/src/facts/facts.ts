import { memoize, memoizeWeak } from '../base/memoize.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { DockerfileModel, Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import { commandsOfModel } from './commands/command.ts';
import type { CommandFact } from './commands/command.ts';
import { readCache } from './cache.ts';
import type { CacheFact } from './cache.ts';
import { readCopy } from './copy.ts';
import type { CopyFact } from './copy.ts';
import type { FileChanges } from './file-changes.ts';
import { filesReader } from './files.ts';
import { mountsOfModel } from './mounts.ts';
import type { MountFact } from './mounts.ts';
import { literalVariables } from './start/literal-variables.ts';
import type { LiteralVariable } from './start/literal-variables.ts';
import { readStart } from './start/start.ts';
import type { StartFact } from './start/start.ts';

/**
 * What each instruction of a Dockerfile does, computed from one version of the file and one snapshot of its build context. Every fact is
 * computed on first access, once. Rules, sizes, refactorings, hovers and the converter only read words, paths, mounts and commands here, so
 * that they cannot contradict each other.
 */
export interface Facts {
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  /** The commands that a shell runs for the instruction, in text order, at any depth; empty if the script was not parsed. */
  commandsOf(instruction: Instruction): readonly CommandFact[];
  /** What a COPY or ADD copies, and where to. Returns undefined for other instructions. */
  copyOf(instruction: Instruction): CopyFact | undefined;
  /** The mounts of a RUN; empty for other instructions. */
  mountsOf(instruction: Instruction): readonly MountFact[];
  /** What a container of the stage's image executes. */
  startOf(stage: Stage): StartFact;
  /** The variables in the exec form of an instruction that no shell expands; empty without an exec form. */
  literalVariablesOf(instruction: Instruction): readonly LiteralVariable[];
  /** What an instruction adds to, changes in and removes from the files of the image. */
  filesOf(instruction: Instruction): FileChanges;
  /** Whether the destination of a COPY or ADD of several files is known to be a folder already when the instruction runs. */
  copiesIntoFolder(instruction: Instruction): boolean;
  /** What invalidates the result of an instruction in the builder's cache. */
  cacheOf(instruction: Instruction): CacheFact;
}

/** The facts about a Dockerfile in its build context. The same arguments always have the same object. */
export function factsOf(model: DockerfileModel, build: BuildContext): Facts {
  return factsOfModel(model)(build);
}

const factsOfModel = memoizeWeak((model: DockerfileModel) =>
  memoize((build: BuildContext): Facts => {
    const facts = {
      model,
      build,
      commandsOf: commandsOfModel(model),
      copyOf: memoize((instruction: Instruction) => readCopy(model, build, instruction)),
      mountsOf: mountsOfModel(model),
    };
    const files = filesReader(facts);
    return {
      ...facts,
      filesOf: (instruction: Instruction) => files.changesBy(instruction),
      copiesIntoFolder: (instruction: Instruction) => files.copiesIntoFolder(instruction),
      cacheOf: memoize((instruction: Instruction) => readCache(facts, instruction)),
      startOf: memoize((stage: Stage) => readStart(facts, stage)),
      literalVariablesOf: memoize((instruction: Instruction) => literalVariables(model, instruction)),
    };
  }),
);
