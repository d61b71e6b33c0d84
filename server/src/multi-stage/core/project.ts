import { LazyWork } from '../../base/lazy-work.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import type { Work } from '../../base/work.ts';
import type { CommandWords } from '../../facts/start/commands.ts';
import type { BuildContext } from '../../context/build-context.ts';
import type { Facts } from '../../facts/facts.ts';
import { userInImage } from '../../knowledge/base-users.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import { isRootUser } from '../../model/runtime.ts';
import { rootImage } from '../../model/stages.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { Build } from './effects.ts';
import { buildsOf } from './step.ts';
import type { Step } from './step.ts';

/** What is known of a Dockerfile with one stage before its commands are read. */
export interface ProjectSources {
  readonly facts: Facts;
  readonly model: DockerfileModel;
  readonly stage: Stage;
  readonly context: BuildContext;
  /** The files that COPY and ADD take from the context, in the order of the instructions; undefined when the context is not known. */
  readonly files: readonly CopiedFile[] | undefined;
  readonly container: ContainerCommands;
  readonly calls: CalledPrograms;
}

/** The Dockerfile with its commands read: the one input of every decision about the conversion. */
export interface Project extends ProjectSources {
  /** The instructions after FROM. */
  readonly steps: readonly Step[];
  /** Index of the last step that builds: the steps after it belong to the runtime stage alone. */
  readonly lastBuild: number;
}

/** A file of the build context and where in the image an instruction puts it. */
export interface CopiedFile {
  /** In the context. */
  readonly path: string;
  /** In the image, absolute. */
  readonly target: string;
  readonly instruction: Instruction;
}

/** The commands that run in the container. */
export interface ContainerCommands {
  /** What ENTRYPOINT and CMD start, through shells, wrappers and scripts; empty when only the base image sets them. */
  readonly start: readonly CommandWords[];
  /** What HEALTHCHECK runs. */
  readonly health: readonly CommandWords[];
  /** Scripts among them whose text is not known. */
  readonly unread: readonly string[];
}

/** A call in the sources that starts another program. */
export interface ProgramCall {
  /** The name of the program; undefined if it is not known before it runs. */
  readonly program: string | undefined;
  /** `app/main.py:12` */
  readonly place: string;
}

/** The programs that the application itself starts. */
export interface CalledPrograms {
  readonly calls: readonly ProgramCall[];
  /** Whether all sources were read, so that nothing else is called. */
  readonly isComplete: boolean;
}

/** Every command that the container runs, health checks included. */
export function containerCommandsOf({ container }: ProjectSources): readonly CommandWords[] {
  return [...container.start, ...container.health];
}

/** The working directory of the container, absolute; undefined when it is not known. */
export function containerFolder({ model, stage }: ProjectSources): string | undefined {
  return model.configOf(stage).workdir?.value;
}

/** The home folder of root, of the user that the base image contains, or of a user that the file creates. Undefined for other users. */
export function homeOf({ facts, stage, steps }: Project, user: string): string | undefined {
  if (isRootUser(user)) return '/root';
  const [name = ''] = user.split(':');
  if (userInImage.get(rootImage(stage)?.repository ?? '') === name) return `/home/${name}`;
  const commands = steps.flatMap(({ instruction }) => facts.commandsOf(instruction));
  const command = commands.findLast(({ account }) => account?.kind === 'user' && account.name.value === name);
  const { account, args = [] } = command ?? {};
  const createsHome = args.some(({ value }) => /^(?:-[a-zA-Z]*m|--create-home$)/.test(value));
  return account && (account.home ?? (account.system && !createsHome ? undefined : `/home/${name}`));
}

/** The text of the file at a path of the image, as far as it was read. */
export function textAt({ files, context }: ProjectSources, target: string): string | undefined {
  const file = files && filesByTarget(files).now().get(target);
  return file && context.text(file.path);
}

/** The copied files by their path in the image: of several at the same path, the last one. */
export const filesByTarget = memoizeWeak((files: readonly CopiedFile[]) => new LazyWork(() => indexByTarget(files)));

/** How many files are read in one step. */
const perStep = 1000;

function* indexByTarget(files: readonly CopiedFile[]): Work<ReadonlyMap<string, CopiedFile>> {
  const index = new Map<string, CopiedFile>();
  for (const [i, file] of files.entries()) {
    index.set(file.target, file);
    if (i % perStep === perStep - 1) yield;
  }
  return index;
}

/** Everything that the project builds, in order. */
export function buildsIn({ steps }: Project): readonly Build[] {
  return steps.flatMap(buildsOf);
}

/** The step that a build belongs to. */
export function stepOfBuild({ steps }: Project, build: Build): Step {
  return steps.find((step) => buildsOf(step).includes(build))!;
}

/** The steps up to the last build. */
export function stepsOfBuild({ steps, lastBuild }: Project): readonly Step[] {
  return steps.slice(0, lastBuild + 1);
}

/** The files that are copied before the last build; empty when the context is not known. */
export function filesOfBuild(project: Project): readonly CopiedFile[] {
  const instructions = new Set(stepsOfBuild(project).map(({ instruction }) => instruction));
  return project.files?.filter((file) => instructions.has(file.instruction)) ?? [];
}
