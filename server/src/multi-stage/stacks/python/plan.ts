import { hasRole } from '../../../knowledge/programs.ts';
import { isWithin } from '../../../base/paths.ts';
import { packageOfProgram } from '../../../knowledge/program-packages.ts';
import { readTag } from '../../../model/image-tag.ts';
import { message } from '../../../base/message.ts';
import { isDependencyList } from '../../../manifests/python/requirements.ts';
import { isRefusal, needsContext, refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { copiedFrom, fetchedArtifacts, withoutRedundant } from '../../core/copied-artifacts.ts';
import type { Build } from '../../core/effects.ts';
import { authorsBuildStage } from '../../core/plan.ts';
import type { ConversionPlan } from '../../core/plan.ts';
import { buildsIn, containerCommandsOf } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { refuseBrowser, refuseSystemFolder } from '../../core/refusals.ts';
import { interpreterRuntimeBase } from '../../core/runtime-base.ts';
import type { Step } from '../../core/step.ts';
import { collectedFolders } from './django.ts';
import { environmentOf, environmentPath, withEnvironment } from './environment.ts';
import { editableFolders, listsRepository, needsOf } from './requirements.ts';

/** The plan for a Python application, or why its packages cannot be copied. */
export function planPython(project: Project): ConversionPlan | Refusal {
  const base = interpreterRuntimeBase(project.stage, 'before-release');
  const builds = buildsIn(project);
  const refusal = unsupported(project, builds);
  if (refusal) return refusal;
  const needs = needsOf(project, builds);
  if (!needs && base.changed) {
    return refuse(
      message('Without a list of requirements, what the packages need from {image} at run time is unknown.', {
        image: project.stage.image!.raw,
      }),
      [needsContext],
    );
  }
  const browser = refuseBrowser(needs);
  if (browser) return browser;
  const environment = environmentOf(project, builds);
  if (isRefusal(environment)) return environment;
  const collected = collectedFolders(project);
  if (isRefusal(collected)) return collected;
  const changedByTools = builds.flatMap(({ role, folder }) => (role === 'other' && folder !== undefined ? [folder] : []));
  const folders = [...new Set([...changedByTools, ...editableFolders(project, builds)])];
  const systemFolder = refuseSystemFolder(folders);
  if (systemFolder) return systemFolder;
  const isInstalledFromGit = installsFromGit(project, builds);
  const buildStage = authorsBuildStage(project);
  return {
    base,
    buildStages: [{ ...buildStage, lines: withEnvironment(buildStage.lines, environment.before) }],
    artifacts: withoutRedundant([
      ...environment.artifacts,
      ...[...folders, ...collected].map((folder) => copiedFrom(folder, true)),
      ...fetchedArtifacts(project),
    ]),
    foldersFromBuild: folders,
    firstLines: [],
    environmentSetup: environment.before ? [environmentPath] : [],
    repeatsCopy: (step) => !folders.some((folder) => isWithin(folder, step.copy!.destination)) && !copiesRequirementsAlone(project, step),
    repeatsBuild: () => false,
    isBuildOnlyPackage: (name) => isInstalledFromGit && versionControl.has(name),
    systemNeeds: needs ?? [],
    providesProgram: (program) => /^(?:python|pip)[\d.]*$/.test(program) || packageOfProgram(program, base.manager) === undefined,
    // A virtual environment has a pip of its own.
    addsSize: environment.before !== undefined,
    savesSize: false,
    decisions: [
      base.decision,
      ...environment.decisions,
      ...folders.map((folder) => message('{folder} is copied from the build stage, because the build changes it.', { folder })),
    ],
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

/** Whether a COPY takes nothing but lists of requirements, which only the install reads. */
function copiesRequirementsAlone({ files }: Project, step: Step): boolean {
  const copied = files?.filter(({ instruction }) => instruction === step.instruction).map(({ path }) => path);
  const names = copied?.length ? copied : step.copy!.fromContext ? step.copy!.sources : [];
  return names.length > 0 && names.every(isDependencyList);
}

function installsFromGit(project: Project, builds: readonly Build[]): boolean {
  return builds.some((build) => {
    if (build.program === 'git') return true;
    const isNamed = build.program === 'pip' && build.packages?.packages.some(({ name }) => name.startsWith('git+'));
    return isNamed || listsRepository(project, build);
  });
}
