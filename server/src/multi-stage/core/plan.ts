import type { NativeRequirements } from '../../knowledge/native-dependencies.ts';
import type { Message } from '../../base/message.ts';
import type { CopiedArtifact, BuildStageName } from './copied-artifacts.ts';
import type { Build } from './effects.ts';
import { stepsOfBuild } from './project.ts';
import type { Project } from './project.ts';
import type { RuntimeBase } from './runtime-base.ts';
import { isRuntimeOnly } from './step.ts';
import type { Step } from './step.ts';

/** A line of a stage that is not the author's, or the author's with another text. */
export interface NewLine {
  /** The author's step that it replaces. */
  readonly step?: Step;
  readonly text: string;
}

/** A line of the new file: the author's step as it is, or a new one. */
export type StageLine = Step | NewLine;

/** A stage before the runtime stage. */
export interface BuildStage {
  readonly name: BuildStageName;
  /** The stage that it is based on; undefined for the author's image. */
  readonly from: BuildStageName | undefined;
  readonly lines: readonly StageLine[];
}

/** A build stage with nothing but steps of the author. */
export interface AuthorsBuildStage extends BuildStage {
  readonly lines: readonly Step[];
}

/** How a project is converted: the decisions of a stack, in terms that apply to every language. */
export interface ConversionPlan {
  readonly base: RuntimeBase;
  readonly buildStages: readonly BuildStage[];
  /** What the runtime stage copies from the build stages. */
  readonly artifacts: readonly CopiedArtifact[];
  /** Folders whose contents come from the build, in whole or in part, including changes by setups before the last build. */
  readonly foldersFromBuild: readonly string[];
  /** New lines at the start of the runtime stage. */
  readonly firstLines: readonly string[];
  /** New lines right before the artifacts are copied, for example an ENV that makes them found. */
  readonly environmentSetup: readonly string[];
  /** Whether the runtime stage repeats a COPY before the last build. Those after it are always repeated. */
  readonly repeatsCopy: (step: Step) => boolean;
  /** Whether the runtime stage repeats a build, such as an install of global programs. */
  readonly repeatsBuild: (build: Build) => boolean;
  /** Whether only the build needs a system package in this kind of project. `installed`: all packages of the same install. */
  readonly isBuildOnlyPackage: (name: string, installed: readonly string[]) => boolean;
  /** The packages to install instead of one that brings tools for the build along, such as a package manager; undefined to keep it. */
  readonly smallerPackages?: ((name: string) => readonly string[] | undefined) | undefined;
  /** What the program needs of the system in addition to what the file installs; used if the base changes. */
  readonly systemNeeds: readonly NativeRequirements[];
  /** Whether the runtime stage has a program by its base or by the artifacts, besides the programs of the distribution. */
  readonly providesProgram: (program: string) => boolean;
  /** The conversion adds some megabytes of its own, which leaving out small packages does not make up for. */
  readonly addsSize: boolean;
  /** Something large is left out, whatever happens to the base and the system packages. */
  readonly savesSize: boolean;
  readonly decisions: readonly Message[];
}

/** The stage that builds as the author does: every step up to the last build, without those that only configure the container. */
export function authorsBuildStage(project: Project): AuthorsBuildStage {
  return { name: 'build', from: undefined, lines: stepsOfBuild(project).filter((step) => !isRuntimeOnly(step)) };
}
