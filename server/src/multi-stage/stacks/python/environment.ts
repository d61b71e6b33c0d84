import { languageOfImage } from '../../../knowledge/image-languages.ts';
import { shellPath } from '../../../base/paths.ts';
import { hasOption, optionOf } from '../../../shell/tools/options.ts';
import { isRootUser } from '../../../model/runtime.ts';
import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { copiedFrom } from '../../core/copied-artifacts.ts';
import type { CopiedArtifact } from '../../core/copied-artifacts.ts';
import type { Build } from '../../core/effects.ts';
import { homeOf, stepOfBuild } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { buildsOf } from '../../core/step.ts';
import type { Step } from '../../core/step.ts';
import type { Closure } from '../../families/interpreted.ts';
import { environmentObstacle } from './environment-obstacles.ts';

/** Where a virtual environment is created if the file has none: it only contains what pip installs. */
const environmentFolder = '/opt/venv';
/** The programs of the environment come before those of the interpreter. */
const environmentPath = `ENV PATH="${environmentFolder}/bin:$PATH"`;

/** Where the installed packages are. Refuses when that is not known, or when the interpreter would not find them at another path. */
export function environmentOf(project: Project, builds: readonly Build[]): Closure | Refusal {
  const environments = builds
    .flatMap(({ role, artifacts }) => (role === 'environment' ? (artifacts ?? []) : []))
    .map(({ source }) => source);
  const variable = refusePipVariable(project, builds);
  if (variable) return variable;
  return environments.length > 0 ? authorsEnvironments(project, builds, environments) : newEnvironment(project, builds);
}

/** The virtual environments that the author creates. */
function authorsEnvironments(project: Project, builds: readonly Build[], paths: readonly string[]): Closure | Refusal {
  const outside = builds.find((build) => isPip(build) && !isTooling(build) && !paths.some((path) => usesEnvironment(project, build, path)));
  if (outside) return installsOutside(paths[0]!);
  return {
    artifacts: paths.map((path) => copiedFrom(path, true)),
    decisions: paths.map((path) => message('The virtual environment {path} is copied from the build stage.', { path })),
  };
}

/** The folders that installs name, and a new virtual environment for the installs that name none. */
function newEnvironment(project: Project, builds: readonly Build[]): Closure | Refusal {
  const installs = builds.filter(({ stack, role }) => stack === 'python' && role === 'dependencies');
  const targets = installs.map((build) => targetOf(project, build));
  if (targets.includes(undefined)) {
    return refuse(message('The folder that pip installs to is unknown.'), [message('Write it without variables.')]);
  }
  const folders = [...new Set(targets)].filter((target): target is string => target !== undefined && target !== 'environment');
  const artifacts = folders.map((path) => copiedFrom(path, true));
  const decisions = folders.map((path) => message('Copied from the build stage: {paths}.', { paths: path }));
  const first = installs[targets.indexOf('environment')];
  if (!first) return { artifacts, decisions };
  if (languageOfImage(project.stage.image!.repository) !== 'python') return besideDistribution(project, artifacts, decisions);
  const obstacle = environmentObstacle(project);
  if (obstacle) return obstacle;
  return {
    artifacts: [copiedFrom(environmentFolder, true), ...artifacts],
    prepare: {
      before: beforeItsCopies(project, stepOfBuild(project, first)),
      lines: [{ text: `RUN python -m venv ${environmentFolder}` }, { text: environmentPath }],
    },
    environmentSetup: [environmentPath],
    // A virtual environment has a pip of its own.
    addsSize: true,
    decisions: [
      message('pip installs into the virtual environment {path}, which is copied and added to the front of PATH.', {
        path: environmentFolder,
      }),
      ...decisions,
    ],
  };
}

/**
 * For an interpreter of Debian or Ubuntu, pip installs below /usr/local, where a plain image of the distribution has no files.
 * https://wiki.debian.org/Python#Deviations_from_upstream
 */
function besideDistribution({ stage }: Project, artifacts: readonly CopiedArtifact[], decisions: readonly Message[]): Closure | Refusal {
  const image = stage.image!;
  if (image.registry !== 'docker.io' || !/^(?:debian|ubuntu)$/.test(image.repository)) {
    return refuse(
      message('Where pip installs in {image}, and what else is there, is unknown.', { image: image.raw }),
      [message('Install into a virtual environment in the Dockerfile.')],
      image,
    );
  }
  return {
    artifacts: [copiedFrom('/usr/local', true), ...artifacts],
    decisions: [message('pip installs below /usr/local, which is copied from the build stage.'), ...decisions],
  };
}

function isPip({ stack, role, program }: Build): boolean {
  return stack === 'python' && role === 'dependencies' && program === 'pip';
}

/** The first COPY before an install, so that a change of the copied files does not create the environment again; else the install. */
function beforeItsCopies({ steps, model }: Project, install: Step): Step {
  const isRoot = ({ instruction }: Step): boolean => isRootUser(model.configBefore(instruction).user?.value ?? 'root');
  return steps.slice(0, steps.indexOf(install)).find((step) => step.copy?.fromContext && isRoot(step)) ?? install;
}

/** The folder that an install names, or `environment` for the environment that it runs in. Undefined when it is not known. */
function targetOf(project: Project, build: Build): string | undefined {
  if (!isPip(build)) return 'environment';
  const { args } = build.packages!;
  const option = optionOf(args, '-t', '--target', '--prefix', '--root');
  if (option) return option.value === undefined ? undefined : shellPath(build.folder, option.value);
  const user = project.model.configBefore(stepOfBuild(project, build).instruction).user?.value ?? 'root';
  if (isRootUser(user) && !hasOption(args, '--user')) return 'environment';
  const home = homeOf(project, user);
  return home === undefined ? undefined : `${home}/.local`;
}

/** Settings of pip and of the interpreter that change where packages go. https://pip.pypa.io/en/stable/topics/configuration/ */
const placeVariables = ['PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT', 'PIP_USER', 'PYTHONUSERBASE'];

function refusePipVariable({ model, steps }: Project, builds: readonly Build[]): Refusal | undefined {
  const installing = steps.filter((step) => buildsOf(step).some((build) => builds.includes(build) && isPip(build)));
  const name = placeVariables.find((variable) => installing.some(({ instruction }) => model.scopeAt(instruction).lookup(variable)));
  return name === undefined
    ? undefined
    : refuse(message('{variable} changes where pip installs.', { variable: name }), [message('Pass the option to pip install instead.')]);
}

/** Packages that only installs need. */
const tooling: ReadonlySet<string> = new Set(['pip', 'setuptools', 'virtualenv', 'wheel']);

function isTooling({ packages }: Build): boolean {
  return !packages!.project && packages!.packages.every(({ name }) => tooling.has(name));
}

/** Whether pip runs in a virtual environment: by its path, because the script activates it, or because PATH includes it. */
function usesEnvironment(project: Project, build: Build, path: string): boolean {
  const { instruction } = stepOfBuild(project, build);
  const scope = project.model.scopeAt(instruction);
  const texts = [instruction.bodyText, scope.lookup('PATH')?.pair?.value ?? ''];
  return texts.some((text) => {
    const known = text.replace(
      /\$(?:\{(\w+)\}|(\w+))/g,
      (whole, braced?: string, bare?: string) => scope.lookup(braced ?? bare!)?.value ?? whole,
    );
    return known.includes(`${path}/bin`);
  });
}

function installsOutside(path: string): Refusal {
  return refuse(message('pip also installs outside of the virtual environment {path}, into the packages of the interpreter.', { path }), [
    message('Install everything into the virtual environment.'),
  ]);
}
