import { languageOfImage } from '../../../knowledge/image-languages.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import { isRootUser } from '../../../model/runtime.ts';
import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';
import { isRefusal, refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { copiedFrom } from '../../core/copied-artifacts.ts';
import type { Build } from '../../core/effects.ts';
import { containerCommandsOf, stepOfBuild } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { buildsOf } from '../../core/step.ts';
import type { Step } from '../../core/step.ts';
import type { Closure } from '../../families/interpreted.ts';
import { changesPackages, environmentObstacle } from './environment-obstacles.ts';
import { placeOf, versionOf } from './places.ts';
import type { Place } from './places.ts';

/** Where a virtual environment is created if the file has none: it only contains what pip installs. */
const environmentFolder = '/opt/venv';
/** The programs of the environment come before those of the interpreter. */
const environmentPath = `ENV PATH="${environmentFolder}/bin:$PATH"`;

/** An install, and where it puts packages. */
interface PlacedInstall {
  readonly build: Build;
  readonly place: Place;
}

/** Where the installed packages are. Refuses when that is not known, or when the interpreter would not find them at another path. */
export function environmentOf(project: Project, builds: readonly Build[]): Closure | Refusal {
  const variable = refusePipVariable(project, builds);
  if (variable) return variable;
  const environments = builds.flatMap(({ role, artifacts = [] }) => (role === 'environment' ? artifacts.map(({ source }) => source) : []));
  const installs = placedInstalls(project, builds, environments);
  if (isRefusal(installs)) return installs;
  const named = installs.flatMap(({ place }) => (typeof place === 'string' ? [] : [place.folder]));
  const folders = [...new Set([...environments, ...named])];
  const copied: Closure = {
    artifacts: folders.map((path) => copiedFrom(path, true)),
    decisions: folders.map((path) => folderDecision(path, environments)),
  };
  const inInterpreter = installs.filter(({ place }) => typeof place === 'string');
  // What only installs need is not needed in the container; next to other packages it may be loaded with them, such as setuptools.
  if (inInterpreter.every(({ build }) => isTooling(project, build))) return copied;
  const closure = ofInterpreter(project, inInterpreter, environments);
  if (isRefusal(closure)) return closure;
  return {
    ...closure,
    artifacts: [...closure.artifacts, ...copied.artifacts],
    decisions: [...closure.decisions, ...copied.decisions],
  };
}

function placedInstalls(project: Project, builds: readonly Build[], environments: readonly string[]): readonly PlacedInstall[] | Refusal {
  const placed: PlacedInstall[] = [];
  for (const build of builds) {
    if (build.stack !== 'python' || build.role !== 'dependencies') continue;
    const place = placeOf(project, build, environments);
    if (place === undefined) return unknownPlace(build);
    placed.push({ build, place });
  }
  return placed;
}

function unknownPlace({ program }: Build): Refusal {
  if (program === 'pip') {
    return refuse(message('The folder that pip installs to is unknown.'), [message('Write it without variables.')]);
  }
  return refuse(message('Where {tool} installs, and what the container needs from it, is unknown.', { tool: program }), [
    message("Install with pip into a virtual environment, or disable Poetry's own (virtualenvs.create false)."),
  ]);
}

function folderDecision(path: string, environments: readonly string[]): Message {
  return environments.includes(path) || path.endsWith('/.venv')
    ? message('The virtual environment {path} is copied from the build stage.', { path })
    : message('Copied from the build stage: {paths}.', { paths: path });
}

/** What is installed next to the packages of the interpreter: moved to a virtual environment, or copied from where it is. */
function ofInterpreter(project: Project, installs: readonly PlacedInstall[], environments: readonly string[]): Closure | Refusal {
  const changed = changesPackages(project);
  if (changed) return changed;
  if (languageOfImage(project.stage.image!.repository) !== 'python') return besideDistribution(project);
  const needsOldPaths = environments.length > 0 || installs.some(({ place }) => place === 'system') || isPython2(project);
  const obstacle = environmentObstacle(project);
  if (needsOldPaths || obstacle) return inPlace(project) ?? obstacle ?? versionNeeded(project);
  return newEnvironment(project, installs[0]!.build);
}

/** A new virtual environment for what pip installs. */
function newEnvironment(project: Project, first: Build): Closure {
  return {
    artifacts: [copiedFrom(environmentFolder, true)],
    prepare: {
      before: beforeItsCopies(project, stepOfBuild(project, first)),
      lines: [{ text: `RUN ${interpreterOf(project)} -m venv ${environmentFolder}` }, { text: environmentPath }],
    },
    environmentSetup: [environmentPath],
    // A virtual environment has a pip of its own.
    addsSize: true,
    decisions: [
      message('pip installs into the virtual environment {path}, which is copied and added to the front of PATH.', {
        path: environmentFolder,
      }),
    ],
  };
}

/** The interpreter of the image. https://hub.docker.com/_/pypy */
function interpreterOf({ stage }: Project): string {
  return baseName(stage.image!.repository) === 'pypy' ? 'pypy3' : 'python';
}

/**
 * The packages where they are, with the programs that they bring: the run-time image has the same interpreter at the same path. Undefined if
 * the tag does not name the version, which is part of the path.
 */
function inPlace(project: Project): Closure | undefined {
  const [major, minor] = versionOf(project) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  const folders = [`/usr/local/lib/python${major}.${minor}/site-packages`, '/usr/local/bin', '/usr/local/share'];
  return {
    artifacts: folders.map((path) => copiedFrom(path, true)),
    // The interpreter's own pip is copied again.
    addsSize: true,
    decisions: [
      message('The installed packages and their programs are copied to the same folders: {paths}.', { paths: folders.join(', ') }),
    ],
  };
}

function isPython2(project: Project): boolean {
  return versionOf(project)?.[0] === 2;
}

function versionNeeded({ stage }: Project): Refusal {
  const image = stage.image!;
  return refuse(
    message('{image} does not name the minor version of Python, which is part of the path of the packages.', { image: image.raw }),
    [message('Name it in the tag, for example 3.12.')],
    image,
  );
}

/**
 * For an interpreter of Debian or Ubuntu, pip installs below /usr/local, where a plain image of the distribution has no files.
 * https://wiki.debian.org/Python#Deviations_from_upstream
 */
function besideDistribution({ stage }: Project): Closure | Refusal {
  const image = stage.image!;
  if (image.registry !== 'docker.io' || !/^(?:debian|ubuntu)$/.test(image.repository)) {
    return refuse(
      message('Where pip installs in {image}, and what else is there, is unknown.', { image: image.raw }),
      [message('Install into a virtual environment in the Dockerfile.')],
      image,
    );
  }
  return {
    artifacts: [copiedFrom('/usr/local', true)],
    decisions: [message('pip installs below /usr/local, which is copied from the build stage.')],
  };
}

/** The first COPY before an install, so that a change of the copied files does not create the environment again; else the install. */
function beforeItsCopies({ steps, model }: Project, install: Step): Step {
  const isRoot = ({ instruction }: Step): boolean => isRootUser(model.configBefore(instruction).user?.value ?? 'root');
  return steps.slice(0, steps.indexOf(install)).find((step) => step.copy?.fromContext && isRoot(step)) ?? install;
}

/** Settings of pip and of the interpreter that change where packages go. https://pip.pypa.io/en/stable/topics/configuration/ */
const placeVariables = ['PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT', 'PIP_USER', 'PYTHONUSERBASE'];

function refusePipVariable({ model, steps }: Project, builds: readonly Build[]): Refusal | undefined {
  const isPip = ({ stack, role, program }: Build): boolean => stack === 'python' && role === 'dependencies' && program === 'pip';
  const installing = steps.filter((step) => buildsOf(step).some((build) => builds.includes(build) && isPip(build)));
  const name = placeVariables.find((variable) => installing.some(({ instruction }) => model.scopeAt(instruction).lookup(variable)));
  return name === undefined
    ? undefined
    : refuse(message('{variable} changes where pip installs.', { variable: name }), [message('Pass the option to pip install instead.')]);
}

/** Packages that only installs need, and the managers that they are installed for, unless the container starts them. */
function isTooling(project: Project, { packages, program }: Build): boolean {
  if (program !== 'pip' || packages!.project || packages!.packages.length === 0) return false;
  const started = new Set(containerCommandsOf(project).map(([name = '']) => baseName(name)));
  const isTool = (name: string): boolean =>
    hasRole(name, 'pythonInstaller') || (hasRole(name, 'pythonEnvironmentManager') && !started.has(name));
  return packages!.packages.every(({ name }) => isTool(name));
}
