import type { BuildContext } from '../../context/build-context.ts';
import type { NativeNeeds } from '../../knowledge/native-dependencies.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import type { Message } from '../../base/message.ts';
import type { CopiedFile } from '../evidence/context-files.ts';
import type { StageCopy, StageName } from './delivery.ts';
import type { RuntimeBase } from './runtime-base.ts';
import type { ContainerCommands } from '../evidence/start-command.ts';
import type { Step } from './steps.ts';

/** The single stage, read. */
export interface Project {
  readonly model: DockerfileModel;
  readonly stage: Stage;
  readonly steps: readonly Step[];
  readonly build: BuildContext;
  /** What the steps copy from the context; undefined when it is not known. */
  readonly files: readonly CopiedFile[] | undefined;
  readonly commands: ContainerCommands;
  /** Index of the last step that builds: what stands behind it belongs to the run-time stage alone. */
  readonly boundary: number;
}

/** The name of one of our stages in the file: the author's own name stays with the image that is built, and is not taken twice. */
export function stageName({ stage }: Project, name: StageName): string {
  return stage.name === name ? `${name}-stage` : name;
}

/** A line of a stage that is not the author's, or the author's with another text. */
export interface NewLine {
  /** The author's step in whose place it stands. */
  readonly step?: Step;
  readonly text: string;
}

/** A stage in front of the run-time stage: its FROM names the image or the stage that it builds on. */
export interface BuildStage {
  readonly name: StageName;
  /** Undefined: the author's image. */
  readonly from: StageName | undefined;
  readonly lines: readonly (Step | NewLine)[];
}

/** How one kind of project is converted. */
export interface Recipe {
  readonly base: RuntimeBase;
  readonly stages: readonly BuildStage[];
  /** What the run-time stage takes from the others. */
  readonly copies: readonly StageCopy[];
  /** Folders whose contents come from the build, in whole or in part: what a setup in front of the boundary did there comes along. */
  readonly folders: readonly string[];
  /** Lines at the head of the run-time stage. */
  readonly head: readonly string[];
  /** Lines in front of these copies. */
  readonly preparations: readonly string[];
  /** Whether a COPY in front of the boundary is repeated in the run-time stage. Those behind it always are. */
  readonly repeatsCopy: (step: Step) => boolean;
  /** Whether the global install of these packages of npm is repeated. */
  readonly repeatsGlobal: (names: readonly string[]) => boolean;
  /** System packages that serve the build alone in this kind of project. */
  readonly buildTools: readonly string[];
  /** What the program needs of the system beyond what the file installs; it counts where the base changes. */
  readonly needs: readonly NativeNeeds[];
  /** Programs that the run-time stage has by its base or by what is copied, besides those of the distribution. */
  readonly provides: (program: string) => boolean;
  /** The conversion adds some megabytes of its own, which leaving small packages behind does not make up for. */
  readonly costs: boolean;
  /** Something is left behind that weighs, whatever becomes of the base and the system packages. */
  readonly gains: boolean;
  readonly decisions: readonly Message[];
}

/** The steps of the build as the author has them: up to the boundary, without what only the running container looks at. */
export function authorsBuild({ steps, boundary }: Project, isRuntimeOnly: (step: Step) => boolean): readonly Step[] {
  return steps.slice(0, boundary + 1).filter((step) => !isRuntimeOnly(step));
}
