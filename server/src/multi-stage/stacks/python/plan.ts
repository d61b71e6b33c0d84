import { hasRole } from '../../../knowledge/programs.ts';
import { packageOfProgram } from '../../../knowledge/program-packages.ts';
import { readTag } from '../../../model/image-tag.ts';
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
  const isInstalledFromGit = installsFromGit(project, builds);
  return {
    base,
    unsupported: unsupported(project, builds),
    needs: needsOf(project, builds),
    closure: () => environmentOf(project, builds),
    changedFolders: () => editableFolders(project, builds),
    madeFolders: () => collectedFolders(project),
    isManifest: isDependencyList,
    isBuildOnlyPackage: (name) => isInstalledFromGit && versionControl.has(name),
    providesProgram: (program) => /^(?:python|pip)[\d.]*$/.test(program) || packageOfProgram(program, base.manager) === undefined,
  };
}

const versionControl: ReadonlySet<string> = new Set(['git', 'mercurial', 'subversion']);

/** Builds whose results are not known. */
function unsupported(project: Project, builds: readonly Build[]): Refusal | undefined {
  const { image } = project.stage;
  const [major] = readTag('python', image?.tag ?? 'latest').version;
  if (major === 2) return refuse(message('Python 2 cannot create virtual environments without additional packages.'), [], image);
  const manager = builds.find(
    ({ stack, role, program }) =>
      stack === 'python' && role === 'dependencies' && program !== 'pip' && !(program === 'poetry' && isPoetryInPlace(project)),
  );
  if (manager) {
    return refuse(message('Where {tool} installs, and what the container needs from it, is unknown.', { tool: manager.program }), [
      message("Install with pip into a virtual environment, or disable Poetry's own (virtualenvs.create false)."),
    ]);
  }
  if (builds.some(({ stack }) => stack !== undefined && stack !== 'python')) {
    return refuse(message('The build uses tools other than those of Python, and which of their output the container needs is unknown.'), [
      message('Use a separate stage for them.'),
    ]);
  }
  const [fixed] = containerCommandsOf(project).find(([program = '']) => /^\/usr\/(?:local\/)?bin\//.test(program)) ?? [];
  if (!fixed || !hasRole(fixed, 'pythonProgram')) return undefined;
  return refuse(
    message('The container starts {program} by its path, which does not use the packages of a virtual environment.', {
      program: fixed,
    }),
    [message('Start it by its name.')],
  );
}

/** Whether Poetry installs into the environment that it runs in: `poetry config virtualenvs.create false`. */
function isPoetryInPlace({ model }: Project): boolean {
  return model.tree.instructions.some(
    ({ keyword, bodyText }) =>
      (keyword === 'RUN' && /virtualenvs\.create\s+false/.test(bodyText)) ||
      (keyword === 'ENV' && /POETRY_VIRTUALENVS_CREATE\s*=?\s*["']?(?:false|0)\b/.test(bodyText)),
  );
}

function installsFromGit(project: Project, builds: readonly Build[]): boolean {
  return builds.some((build) => {
    if (build.program === 'git') return true;
    const isNamed = build.program === 'pip' && build.packages?.packages.some(({ name }) => name.startsWith('git+'));
    return isNamed || listsRepository(project, build);
  });
}
