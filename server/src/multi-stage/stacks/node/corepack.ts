import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import { isMounted } from '../../../facts/mounts.ts';
import { copiedFrom } from '../../core/copied-artifacts.ts';
import type { CopiedArtifact } from '../../core/copied-artifacts.ts';
import { homeOf } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { buildsOf, effectsOf } from '../../core/step.ts';

/** Whether a program is a package manager that the file enables with corepack. https://github.com/nodejs/corepack#readme */
export function isFromCorepack({ steps }: Project, program: string): boolean {
  return (
    hasRole(program, 'corepackManager') &&
    steps.flatMap(effectsOf).some((effect) => effect.kind === 'setup' && effect.program === 'corepack')
  );
}

/**
 * What corepack downloaded when the build ran a package manager that the container starts too: without it, every start would download it
 * again. It is in the home folder of the user who ran it; a container that runs as another user never found it there.
 */
export function corepackArtifacts(project: Project): readonly CopiedArtifact[] {
  const { container, model, stage, steps } = project;
  const isStarted = container.start.some(([program = '']) => isFromCorepack(project, baseName(program)));
  const user = model.configOf(stage).user?.value ?? 'root';
  const home = homeOf(project, user);
  const folder = `${home}/.cache/node/corepack`;
  const isDownloaded = steps.some(
    (step) =>
      (model.configBefore(step.instruction).user?.value ?? 'root') === user &&
      // A mount hides the folder during the RUN, so that nothing of it is left in the image.
      !isMounted(project.facts.mountsOf(step.instruction), folder) &&
      buildsOf(step).some(({ stack, role, program }) => stack === 'node' && role === 'dependencies' && hasRole(program, 'corepackManager')),
  );
  return isStarted && isDownloaded && home !== undefined ? [copiedFrom(folder, true)] : [];
}
