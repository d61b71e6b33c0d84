import type { Work } from '../../base/work.ts';
import { shellPath } from '../../base/paths.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import { optionOf } from '../../shell/tools/options.ts';
import type { Refusal } from './conversion.ts';
import type { Build, Effect } from './effects.ts';
import type { ConversionPlan } from './plan.ts';
import type { Project, ProjectSources } from './project.ts';

/**
 * A language with its tools: it reads the commands that build with them, and plans what the runtime stage needs of their results. This is
 * the only way in which the conversion learns about a language; `stacks/index.ts` lists all stacks.
 */
export interface Stack {
  /** Name of the stack's folder, and the `stack` of the builds that it reads. */
  readonly id: string;
  /** Names of the images, without registry and namespace, whose projects this stack converts. */
  readonly images: readonly string[];
  /** What a command of the stack's tools does; undefined for a command that it does not know. */
  readonly readCommand: (command: CommandFact, sources: ProjectSources) => Effect | undefined;
  /** Whether a build is what the stack's images are for. A file without such a build is not converted. */
  readonly isOwnBuild: (build: Build) => boolean;
  /** How the project is converted, or why it cannot be. In steps, because a project may have very many files. */
  readonly plan: (project: Project) => Work<ConversionPlan | Refusal>;
}

/** The folder that a package manager works in: the working directory, unless one of these options names another. Undefined when it is not known. */
export function packageFolder(command: CommandFact, ...options: readonly string[]): string | undefined {
  const option = command.packages && optionOf(command.packages.args, ...options);
  if (!option) return command.folder;
  const value = option.valueWord ? command.valueOfWord(option.valueWord) : option.value;
  return value === undefined ? undefined : shellPath(command.folder, value);
}
