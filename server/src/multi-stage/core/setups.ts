import { foldersAbove, isWithin } from '../../base/paths.ts';
import { includesPath } from './copied-artifacts.ts';
import type { Artifact, Setup } from './effects.ts';
import type { Project } from './project.ts';
import { effectsOf } from './step.ts';
import type { Step } from './step.ts';

/** Whether a setup is repeated. `unknown`: it changes files that come from the build and others too, or its paths are not known. */
export type Repeats = 'yes' | 'no' | 'unknown';

/** What the runtime stage copies from the build. */
export interface FilesFromBuild {
  /** Folders whose contents come from the build, in whole or in part. */
  readonly foldersFromBuild: readonly string[];
  readonly artifacts: readonly Artifact[];
}

/**
 * Decides which setups of a step the runtime stage repeats. After the last build: all. Before it: what comes from the build has been set up
 * there already, and may not exist yet when the setup would run; a folder that the file creates, and its owner, is set up again.
 */
export function repeatsSetup(project: Project, fromBuild: FilesFromBuild, step: Step): (setup: Setup) => Repeats {
  const index = project.steps.indexOf(step);
  if (index > project.lastBuild) return () => 'yes';
  const { foldersFromBuild, artifacts } = fromBuild;
  const created = createdFolders(project.steps.slice(0, index + 1));
  return ({ repeatable, program, paths }) => {
    if (program === 'mkdir') return paths?.length && paths.every((path) => includesPath(artifacts, path)) ? 'no' : 'yes';
    if (paths === undefined) return foldersFromBuild.length === 0 ? 'yes' : 'unknown';
    const copied = paths.filter((path) => foldersFromBuild.some((folder) => isWithin(folder, path)) || includesPath(artifacts, path));
    if (copied.length === 0 || (repeatable && copied.every((path) => created.has(path)))) return 'yes';
    return copied.length === paths.length ? 'no' : 'unknown';
  };
}

/** The folders that WORKDIR and mkdir create, with those above them. */
function createdFolders(steps: readonly Step[]): ReadonlySet<string> {
  const paths = steps.flatMap((step) => [
    ...(step.workdir === undefined ? [] : [step.workdir]),
    ...effectsOf(step).flatMap((effect) => (effect.kind === 'setup' && effect.program === 'mkdir' ? (effect.paths ?? []) : [])),
  ]);
  return new Set(paths.flatMap((path) => [path, ...foldersAbove(path), '/']));
}

/**
 * Whether every setup still has its files when only these parts of a folder are copied. If not, the folder has to be copied whole. `isCode`:
 * files, relative to the folder, that only the build reads.
 */
export function allowsPartialCopy(
  project: Project,
  folder: string,
  artifacts: readonly Artifact[],
  isCode: (path: string) => boolean = () => false,
): boolean {
  return project.steps.every((step, i) => {
    const repeats = repeatsSetup(project, { foldersFromBuild: [folder], artifacts }, step);
    return effectsOf(step).every((effect) => {
      if (effect.kind !== 'setup' || (i <= project.lastBuild && (repeats(effect) === 'yes' || effect.program === 'rm'))) return true;
      return (
        effect.paths !== undefined &&
        effect.paths.every(
          (path) =>
            !isWithin(folder, path) ||
            path === folder ||
            includesPath(artifacts, path) ||
            effect.program === 'mkdir' ||
            (i <= project.lastBuild && isCode(path.slice(folder.length + 1))),
        )
      );
    });
  });
}
