import { orNone } from '../base/lists.ts';
import { lazy } from '../base/memoize.ts';
import { absolutePath, parentOf, shellPath } from '../base/paths.ts';
import type { BuildContext } from '../context/build-context.ts';
import { systemFolders } from '../knowledge/folders.ts';
import type { DockerfileModel, Stage } from '../model/model.ts';
import { perStage } from '../model/per-stage.ts';
import { executionOrder } from '../model/positions.ts';
import { rootImage } from '../model/stages.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { CommandFact } from './commands/command.ts';
import { filesOfCommand } from './command-files.ts';
import type { CopyFact } from './copy.ts';
import { filesOfCopy } from './copy-files.ts';
import { noChanges } from './file-changes.ts';
import type { FileChanges } from './file-changes.ts';
import { isMounted } from './mounts.ts';
import type { MountFact } from './mounts.ts';

/** The facts that the file facts are computed from. */
export interface FilesInput {
  readonly model: DockerfileModel;
  readonly build: BuildContext;
  commandsOf(instruction: Instruction): readonly CommandFact[];
  copyOf(instruction: Instruction): CopyFact | undefined;
  mountsOf(instruction: Instruction): readonly MountFact[];
}

/** The facts about files, by instruction. */
export interface FilesReader {
  changesBy(instruction: Instruction): FileChanges;
  /** Whether the destination of a COPY or ADD of several files is known to be a folder already when the instruction runs. */
  copiesIntoFolder(instruction: Instruction): boolean;
}

/**
 * Creates a reader for the changes of instructions to the files of the image. It works stage by stage, because a destination can be a
 * folder that an earlier instruction creates.
 */
export function filesReader(input: FilesInput): FilesReader {
  const { model } = input;
  const stageFiles = perStage<StageFiles>((stage, parent) => new StageFiles(stage, parent, input));
  const inherited = lazy(() => new Map(model.stages.flatMap((stage) => stage.inherited.map((trigger) => [trigger, stage] as const))));
  const filesAround = (instruction: Instruction): StageFiles | undefined => {
    // An instruction in ONBUILD has no effect in its own stage.
    const stage = inherited().get(instruction) ?? model.stageOf(instruction);
    return stage && stageFiles(stage);
  };
  return {
    changesBy: (instruction) => filesAround(instruction)?.changesBy(instruction) ?? noChanges,
    copiesIntoFolder: (instruction) => filesAround(instruction)?.copiesIntoFolder(instruction) ?? false,
  };
}

/**
 * The changes of the instructions of a stage, and the folders that are known to exist. Instructions are read in order, up to the one that is
 * asked for.
 */
class StageFiles {
  private readonly stage: Stage;
  private readonly parent: StageFiles | undefined;
  private readonly input: FilesInput;
  private readonly changes = new Map<Instruction, FileChanges>();
  private readonly order: readonly Instruction[];
  private next = 0;
  private readonly folders = lazy(() => new Set(this.parent?.foldersAtEnd()));
  private readonly intoFolder = new Set<Instruction>();

  constructor(stage: Stage, parent: StageFiles | undefined, input: FilesInput) {
    this.stage = stage;
    this.parent = parent;
    this.input = input;
    this.order = executionOrder(stage);
  }

  /** Whether the destination of a COPY or ADD is a folder that exists before it. */
  copiesIntoFolder(instruction: Instruction): boolean {
    this.changesBy(instruction);
    return this.intoFolder.has(instruction);
  }

  changesBy(instruction: Instruction): FileChanges | undefined {
    while (this.next < this.order.length && !this.changes.has(instruction)) this.readNext();
    return this.changes.get(instruction);
  }

  private foldersAtEnd(): ReadonlySet<string> {
    while (this.next < this.order.length) this.readNext();
    return this.folders();
  }

  private readNext(): void {
    const instruction = this.order[this.next++]!;
    const changes = this.read(instruction, this.input);
    this.changes.set(instruction, changes);
    for (const { path, kind } of changes.added) this.addFolder(kind === 'file' ? undefined : path, path);
    this.recordFolders(instruction, this.input);
  }

  private isFolder(path: string): boolean {
    return this.folders().has(path) || (rootImage(this.stage)?.isScratch === false && systemFolders.has(path));
  }

  private read(instruction: Instruction, { model, build, commandsOf, copyOf, mountsOf }: FilesInput): FileChanges {
    const copy = copyOf(instruction);
    if (copy) {
      if (copy.sources.length > 1 || copy.sources.some(({ kind }) => kind === 'glob')) this.recordDestination(copy);
      return { ...noChanges, added: filesOfCopy(copy, build, (path) => this.isFolder(path)) };
    }
    if (instruction.keyword !== 'RUN') return noChanges;
    const changes = commandsOf(instruction).map((command) => filesOfCommand({ model, instruction, command }));
    const mounts = mountsOf(instruction);
    const inLayer = ({ path }: { readonly path: string | undefined }): boolean => path === undefined || !isMounted(mounts, path);
    return {
      added: orNone(changes.flatMap(({ added }) => added).filter(inLayer)),
      changed: orNone(changes.flatMap(({ changed }) => changed).filter(inLayer)),
      removed: orNone(changes.flatMap(({ removed }) => removed).filter(inLayer)),
      packages: orNone(changes.flatMap(({ packages }) => packages)),
    };
  }

  /** Only for copies of several files: with one, nothing depends on it, and most stages never need the folders. */
  private recordDestination({ instruction, destination }: CopyFact): void {
    const path = destination?.path;
    if (path === undefined) return;
    const isWorkdir = path === this.input.model.configBefore(instruction).workdir?.value;
    if (isWorkdir || this.isFolder(path)) this.intoFolder.add(instruction);
  }

  private recordFolders(instruction: Instruction, { model, commandsOf }: FilesInput): void {
    if (instruction.keyword === 'WORKDIR') {
      const value = model.scopeAt(instruction).expand(instruction.bodyText);
      this.addFolder(value === undefined ? undefined : absolutePath(model.configBefore(instruction).workdir?.value, value));
    }
    if (instruction.keyword === 'RUN') for (const path of commandsOf(instruction).flatMap(createdFolders)) this.addFolder(path);
  }

  /** Records a folder, and the parent folders of it or of a file at `below`: those of a recorded folder are recorded too. */
  private addFolder(path: string | undefined, below = path): void {
    const folders = this.folders();
    for (let above = parentOf(below ?? ''); above !== '' && above !== '/' && !folders.has(above); above = parentOf(above))
      folders.add(above);
    if (path !== undefined) folders.add(path);
  }
}

/** The folders that `mkdir` is certain to create. */
function createdFolders({ writing, folder, conditional }: CommandFact): readonly string[] {
  if (writing?.mode !== 'folder' || conditional) return [];
  return writing.targets.flatMap(({ literal, value }) => (literal ? (shellPath(folder, value) ?? []) : []));
}
