import type { Work } from '../../base/work.ts';
import type { Message } from '../../base/message.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import type { CommandWords } from '../../facts/start/commands.ts';
import type { Refusal } from './conversion.ts';
import type { Build, Effect } from './effects.ts';
import type { ConversionPlan } from './plan.ts';
import type { Project, ProjectSources } from './project.ts';

/**
 * A language with its tools: it reads the commands that build with them, and plans what the runtime stage needs of their results. This is
 * the only way in which the conversion learns about a language; `stacks/index.ts` lists all stacks.
 */
export interface Stack {
  /** Name of the stack's folder, the `stack` of the builds that it reads, and its name in `knowledge/image-languages.ts`. */
  readonly id: string;
  /** What a command of the stack's tools does; undefined for a command that it does not know. */
  readonly readCommand: (command: CommandFact, sources: ProjectSources) => Effect | undefined;
  /** Whether a build shows that the file is for this stack: it compiles, or installs what the project depends on. */
  readonly isOwnBuild: (build: Build) => boolean;
  /** Whether the manifests of this stack are in a folder of the image, so that `make` in it builds with this stack. */
  readonly ownsFolder: (sources: ProjectSources, folder: string) => boolean;
  /** Whether a command of the container runs a program of this stack, such as its interpreter. */
  readonly runs: (words: CommandWords, project: Project) => boolean;
  /** How the project is converted, or why it cannot be. In steps, because a project may have very many files. */
  readonly plan: (project: Project) => Work<ConversionPlan | Refusal>;
  /** What the stack builds for the program of another stack, such as the pages of a server; undefined if it never does so. */
  readonly asPart?: (project: Project, builds: readonly Build[]) => ProjectPart | Refusal;
}

/** What one stack builds for the program of another. */
export interface ProjectPart {
  /** What each of the builds is for the other stack: a fetch of known files, a cache, or changes below a folder. */
  readonly builds: ReadonlyMap<Build, Build>;
  /** Whether only these builds need a system package. */
  readonly isBuildOnlyPackage: (name: string) => boolean;
  readonly decisions: readonly Message[];
}
