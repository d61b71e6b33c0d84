import { baseName } from '../../../base/paths.ts';
import { isMounted } from '../../../facts/mounts.ts';
import { inPlace } from '../../core/delivery.ts';
import type { StageCopy } from '../../core/delivery.ts';
import type { Project } from '../../core/recipe.ts';
import { actionsOf, buildsOf } from '../../core/steps.ts';

const managers: ReadonlySet<string> = new Set(['pnpm', 'pnpx', 'yarn', 'yarnpkg']);

/** Whether the file sets corepack up, so that these programs are there. https://github.com/nodejs/corepack#readme */
export function isByCorepack({ steps }: Project, program: string): boolean {
  return managers.has(program) && steps.flatMap(actionsOf).some((action) => action.kind === 'setup' && action.program === 'corepack');
}

/**
 * What corepack fetched when the build ran a package manager that the container starts too: without it, every start would fetch it anew.
 * It lies in the home folder of whoever ran it; where the container runs as another user, it never found it there.
 */
export function corepackCopies(project: Project): readonly StageCopy[] {
  const { commands, model, stage, steps } = project;
  const starts = commands.start.some(([program = '']) => isByCorepack(project, baseName(program)));
  const user = model.configOf(stage).user?.value ?? 'root';
  const home = user === 'root' || user === '0' ? '/root' : user === 'node' ? '/home/node' : undefined;
  const folder = `${home}/.cache/node/corepack`;
  const fetches = steps.some(
    (step) =>
      (model.configBefore(step.instruction).user?.value ?? 'root') === user &&
      // A mount hides the folder while the RUN fetches, so that nothing of it stays in the image.
      !isMounted(step.mounts, folder) &&
      buildsOf(step).some((build) => build.what === 'node-install' && managers.has(build.command.tool)),
  );
  return starts && fetches && home !== undefined ? [inPlace(folder, true)] : [];
}
