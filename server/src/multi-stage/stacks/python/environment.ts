import { shellPath } from '../../../base/paths.ts';
import { commandsOf } from '../../../facts/commands/command.ts';
import { hasOption, optionOf } from '../../../shell/tools/options.ts';
import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';
import type { Build, BuildOf } from '../../core/actions.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { inPlace } from '../../core/delivery.ts';
import type { StageCopy } from '../../core/delivery.ts';
import { environmentObstacle } from './obstacles.ts';
import type { NewLine, Project } from '../../core/recipe.ts';
import { buildsOf } from '../../core/steps.ts';
import type { Step } from '../../core/steps.ts';

/** Where a virtual environment is made when the file has none: it takes in whatever pip installs, and nothing else. */
const environmentFolder = '/opt/venv';
/** Its programs come before those of the interpreter. */
export const environmentPath = `ENV PATH="${environmentFolder}/bin:$PATH"`;

/** What holds the installed packages. */
export interface Environment {
  readonly copies: readonly StageCopy[];
  /** The step in front of which a virtual environment must be made; undefined where none is needed. */
  readonly before: Step | undefined;
  readonly decisions: readonly Message[];
}

/** Where the installed packages are. Refuses where that is not known, or where another place would not be looked at. */
export function environmentOf(project: Project, builds: readonly Build[]): Environment | Refusal {
  const own = builds.flatMap((build) => (build.what === 'venv' ? [build.path] : []));
  const variable = pipVariable(project, builds);
  if (variable) return variable;
  if (own.length > 0) {
    const outside = builds.find(
      (build) => build.what === 'pip' && !isTooling(build) && !own.some((path) => usesEnvironment(project, build, path)),
    );
    if (outside) return installsOutside(own[0]!);
    return {
      copies: own.map((path) => inPlace(path, true)),
      before: undefined,
      decisions: own.map((path) => message('The virtual environment {path} comes from the build.', { path })),
    };
  }
  const installs = builds.filter((build) => build.what === 'pip' || build.what === 'python-manager');
  const places = installs.map((build) => (build.what === 'pip' ? placeOf(project, build) : 'environment'));
  const unknown = places.includes(undefined);
  if (unknown) return refuse(message('The folder that pip installs into is not known.'), [message('Name it without variables.')]);
  const elsewhere = [...new Set(places)].filter((place): place is string => place !== undefined && place !== 'environment');
  const copies = elsewhere.map((path) => inPlace(path, true));
  const decisions = elsewhere.map((path) => message('From the build: {paths}.', { paths: path }));
  if (!places.includes('environment')) return { copies, before: undefined, decisions };
  const obstacle = environmentObstacle(project);
  if (obstacle) return obstacle;
  const first = project.steps.find((step) =>
    buildsOf(step).some((build) => build.what === 'python-manager' || (build.what === 'pip' && placeOf(project, build) === 'environment')),
  );
  return {
    copies: [inPlace(environmentFolder, true), ...copies],
    before: first && beforeItsCopies(project, first),
    decisions: [
      message('pip installs into a virtual environment, {path}, which is copied; PATH has it in front.', { path: environmentFolder }),
      ...decisions,
    ],
  };
}

/** The first COPY in front of an install, so that a change of what it copies does not make the environment anew; else the install. */
function beforeItsCopies({ steps, model }: Project, install: Step): Step {
  const isRoot = ({ instruction }: Step): boolean => /^(?:root|0)$/.test(model.configBefore(instruction).user?.value ?? 'root');
  return steps.slice(0, steps.indexOf(install)).find((step) => step.copy?.fromContext && isRoot(step)) ?? install;
}

/** Where pip puts packages: a folder of its own, or the environment that it runs in. Undefined when it is not known. */
function placeOf({ model, steps }: Project, build: BuildOf<'pip'>): string | undefined {
  const { args } = build.command;
  const option = optionOf(args, '-t', '--target', '--prefix', '--root');
  if (option) return option.value === undefined ? undefined : shellPath(build.folder, option.value);
  const step = steps.find((one) => buildsOf(one).includes(build))!;
  const user = model.configBefore(step.instruction).user?.value ?? 'root';
  if (!hasOption(args, '--user') && (user === 'root' || user === '0')) return 'environment';
  const home = user === 'root' || user === '0' ? '/root' : homeOf(model, steps, user);
  return home === undefined ? undefined : `${home}/.local`;
}

/** The home folder of a user that the file makes. */
function homeOf(model: Project['model'], steps: readonly Step[], user: string): string | undefined {
  const accounts = steps.flatMap(({ instruction }) => commandsOf(model, instruction).map(({ account }) => account));
  const account = accounts.findLast((one) => one?.kind === 'user' && one.name.value === user);
  return account && (account.home ?? (account.system ? undefined : `/home/${user}`));
}

/** Settings of pip and of the interpreter that change where packages go. https://pip.pypa.io/en/stable/topics/configuration/ */
const placeVariables = ['PIP_TARGET', 'PIP_PREFIX', 'PIP_ROOT', 'PIP_USER', 'PYTHONUSERBASE'];

function pipVariable({ model, steps }: Project, builds: readonly Build[]): Refusal | undefined {
  const installing = steps.filter((step) => buildsOf(step).some((build) => builds.includes(build) && build.what === 'pip'));
  const name = placeVariables.find((variable) => installing.some(({ instruction }) => model.scopeAt(instruction).lookup(variable)));
  return name === undefined
    ? undefined
    : refuse(message('{variable} changes where pip installs.', { variable: name }), [message('Give pip install the option itself.')]);
}

/** Packages that serve installing alone. */
const tooling: ReadonlySet<string> = new Set(['pip', 'setuptools', 'virtualenv', 'wheel']);

function isTooling({ command }: BuildOf<'pip'>): boolean {
  return !command.project && command.packages.every(({ name }) => tooling.has(name));
}

/** Whether a pip is that of a virtual environment: by its path, because the script activates it, or because PATH has it. */
function usesEnvironment({ model, steps }: Project, build: BuildOf<'pip'>, path: string): boolean {
  const { instruction } = steps.find((step) => buildsOf(step).includes(build))!;
  const scope = model.scopeAt(instruction);
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
  return refuse(
    message('pip installs outside of the virtual environment {path} too, where the interpreter has its own packages.', { path }),
    [message('Install everything into the virtual environment.')],
  );
}

/** The build stage's lines with the virtual environment made in front of one of them. */
export function withEnvironment(lines: readonly Step[], before: Step | undefined): readonly (Step | NewLine)[] {
  if (!before) return lines;
  const added: readonly NewLine[] = [{ text: `RUN python -m venv ${environmentFolder}` }, { text: environmentPath }];
  return lines.flatMap((line) => (line === before ? [...added, line] : [line]));
}
