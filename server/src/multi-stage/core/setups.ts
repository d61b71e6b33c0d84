import { foldersAbove, isWithin } from '../../base/paths.ts';
import type { Setup } from './actions.ts';
import { delivers } from './delivery.ts';
import type { StageCopy } from './delivery.ts';
import type { Project } from './recipe.ts';
import { actionsOf } from './steps.ts';
import type { Step } from './steps.ts';

/** `unknown`: it touches what comes along and what does not, or nobody knows what. */
export type Repeats = 'yes' | 'no' | 'unknown';

/** What comes from the build: folders whose contents do, in whole or in part, and what is copied. */
export interface FromBuild {
  readonly folders: readonly string[];
  readonly copies: readonly StageCopy[];
}

/**
 * Whether the run-time stage repeats a setup in front of the boundary. What comes from the build has it already, and may not be there
 * yet when the setup would run; a folder that the file makes, and who owns it, is made again.
 */
export function repeatsSetup({ steps, boundary }: Project, { folders, copies }: FromBuild, step: Step): (action: Setup) => Repeats {
  const index = steps.indexOf(step);
  if (index > boundary) return () => 'yes';
  const there = foldersMade(steps.slice(0, index + 1));
  return ({ repeatable, program, paths }) => {
    if (program === 'mkdir') return 'yes';
    if (paths === undefined) return folders.length === 0 ? 'yes' : 'unknown';
    const inside = paths.filter((path) => folders.some((folder) => isWithin(folder, path)) || delivers(copies, path));
    if (inside.length === 0 || (repeatable && inside.every((path) => there.has(path)))) return 'yes';
    return inside.length === paths.length ? 'no' : 'unknown';
  };
}

/** Folders that WORKDIR and mkdir make, those above them included. */
function foldersMade(steps: readonly Step[]): ReadonlySet<string> {
  const made = steps.flatMap((step) => [
    ...(step.workdir === undefined ? [] : [step.workdir]),
    ...actionsOf(step).flatMap((action) => (action.kind === 'setup' && action.program === 'mkdir' ? (action.paths ?? []) : [])),
  ]);
  return new Set(made.flatMap((path) => [path, ...foldersAbove(path), '/']));
}

/** Whether copying these parts of a folder alone leaves every setup what it works on: if not, the folder must be copied whole. */
export function setupsAllow(project: Project, folder: string, copies: readonly StageCopy[]): boolean {
  const { steps, boundary } = project;
  return steps.every((step, i) => {
    const repeats = repeatsSetup(project, { folders: [folder], copies }, step);
    return actionsOf(step).every((action) => {
      if (action.kind !== 'setup' || (i <= boundary && (repeats(action) === 'yes' || action.program === 'rm'))) return true;
      if (action.paths === undefined) return false;
      return action.paths.every(
        (path) => !isWithin(folder, path) || path === folder || delivers(copies, path) || action.program === 'mkdir',
      );
    });
  });
}
