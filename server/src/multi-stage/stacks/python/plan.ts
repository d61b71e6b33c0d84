import { hasRole } from '../../../knowledge/programs.ts';
import { withoutPackageManager } from '../../../knowledge/build-packages.ts';
import { packageOfProgram } from '../../../knowledge/program-packages.ts';
import { baseName } from '../../../base/paths.ts';
import { message } from '../../../base/message.ts';
import { isDependencyList } from '../../../manifests/python/requirements.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import type { Build } from '../../core/effects.ts';
import { buildsIn, containerCommandsOf } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { interpreterRuntimeBase } from '../../core/runtime-base.ts';
import type { InterpretedLanguage } from '../../families/interpreted.ts';
import { collectedFolders } from './django.ts';
import { environmentOf } from './environment.ts';
import { editableFolders, listsRepository, needsOf } from './requirements.ts';

/** What is special about Python: packages move in a virtual environment, Django collects static files. */
export function pythonLanguage(project: Project): InterpretedLanguage {
  const base = interpreterRuntimeBase(project.stage, 'python');
  const builds = buildsIn(project);
  const keepsManifests = startsManager(project);
  const isInstalledFromGit = installsFromGit(project, builds);
  return {
    base,
    unsupported: unsupported(builds),
    needs: needsOf(project, builds),
    closure: () => environmentOf(project, builds),
    changedFolders: () => editableFolders(project, builds),
    madeFolders: () => collectedFolders(project),
    isManifest: (path) => isDependencyList(path) && !keepsManifests,
    isBuildOnlyPackage: (name) => isInstalledFromGit && versionControl.has(name),
    smallerPackages: (name) =>
      base.manager === 'apt' && !startsInstaller(project) && name.startsWith('python3') ? withoutPackageManager(name) : undefined,
    providesProgram: (program) => hasRole(program, 'pythonProgram') || packageOfProgram(program, base.manager) === undefined,
  };
}

const versionControl: ReadonlySet<string> = new Set(['git', 'mercurial', 'subversion']);

/** Builds with other tools, whose results are not known. */
function unsupported(builds: readonly Build[]): Refusal | undefined {
  if (builds.every(({ stack }) => stack === undefined || stack === 'python')) return undefined;
  return refuse(message('The build uses tools other than those of Python, and which of their output the container needs is unknown.'), [
    message('Use a separate stage for them.'),
  ]);
}

/** Whether the container or the application runs pip. */
function startsInstaller(project: Project): boolean {
  const started = [
    ...containerCommandsOf(project).map(([program = '']) => baseName(program)),
    ...project.calls.calls.map(({ program = '' }) => program),
  ];
  const asModule = containerCommandsOf(project).some((words) =>
    words.some((word, i) => words[i - 1] === '-m' && hasRole(word, 'pythonInstaller')),
  );
  return asModule || started.some((program) => hasRole(program, 'pythonInstaller'));
}

/** Whether the container starts a manager of environments, which reads the manifests. */
function startsManager(project: Project): boolean {
  return containerCommandsOf(project).some(([program = '']) => hasRole(baseName(program), 'pythonEnvironmentManager'));
}

function installsFromGit(project: Project, builds: readonly Build[]): boolean {
  return builds.some((build) => {
    if (build.program === 'git') return true;
    const isNamed = build.program === 'pip' && build.packages?.packages.some(({ name }) => name.startsWith('git+'));
    return isNamed || listsRepository(project, build);
  });
}
