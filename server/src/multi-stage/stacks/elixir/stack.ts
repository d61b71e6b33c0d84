import { baseName } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { message } from '../../../base/message.ts';
import { refuse } from '../../core/conversion.ts';
import { copiedFrom } from '../../core/copied-artifacts.ts';
import type { Effect } from '../../core/effects.ts';
import { buildsIn, homeOf, stepOfBuild } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { interpreterRuntimeBase } from '../../core/runtime-base.ts';
import type { Stack } from '../../core/stack.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';
import { planInterpreted } from '../../families/interpreted.ts';
import type { InterpretedLanguage } from '../../families/interpreted.ts';

/** Elixir: Mix works in the folder of the project and keeps Hex and Rebar in the home folder; both are copied onto the slim image. */
export const elixirStack: Stack = {
  id: 'elixir',
  readCommand: (command) => readMixCommand(command),
  isOwnBuild: ({ stack }) => stack === 'elixir',
  ownsFolder: (sources, folder) => copiedProject(sources, 'mix', folder) !== undefined,
  runs: ([program = '']) => hasRole(baseName(program), 'elixirProgram'),
  plan: (project) => planInterpreted(project, elixirLanguage(project)),
};

/** `mix local.hex` and the like write to the home folder; other tasks of Mix below the folder of the project. */
function readMixCommand({ program, packages, folder }: CommandFact): Effect | undefined {
  if (packages || program !== 'mix' || folder === undefined) return undefined;
  return { kind: 'build', role: 'dependencies', stack: 'elixir', program, folder, artifacts: undefined, packages: undefined };
}

function elixirLanguage(project: Project): InterpretedLanguage {
  const builds = buildsIn(project).filter(({ stack }) => stack === 'elixir');
  const first = builds[0];
  const step = first && stepOfBuild(project, first);
  const home = step && homeOf(project, project.model.configBefore(step.instruction).user?.value ?? 'root');
  const base = interpreterRuntimeBase(project.stage, 'elixir');
  const folder = home === undefined ? undefined : `${home}/.mix`;
  return {
    base,
    unsupported:
      project.stage.image!.repository === 'elixir' && project.stage.image!.registry === 'docker.io'
        ? undefined
        : refuse(message('Where {image} keeps Elixir is unknown.', { image: project.stage.image!.raw }), [
            message('Use the official elixir image.'),
          ]),
    needs: [],
    closure: () =>
      folder === undefined || !step
        ? refuse(message('The folder that {tool} installs to is unknown.', { tool: 'mix' }))
        : {
            artifacts: [copiedFrom(folder, true)],
            prepare: { before: step, lines: [{ text: `RUN mkdir -p ${folder}` }] },
            decisions: [message('Hex and Rebar are copied from the build stage: {paths}.', { paths: folder })],
          },
    changedFolders: () => builds.flatMap((build) => build.folder ?? []),
    isManifest: () => false,
    isBuildOnlyPackage: () => false,
    // Mix asks git for the state of dependencies that come from a repository.
    providesProgram: (program) => hasRole(program, 'elixirProgram'),
  };
}
