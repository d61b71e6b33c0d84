import { pypiNeeds, type NativeNeeds } from '../../knowledge/native-dependencies.ts';
import { packageOfProgram } from '../../knowledge/program-packages.ts';
import { readTag } from '../../knowledge/image-tags.ts';
import { readAccount } from '../../shell/tools/accounts.ts';
import { hasOption, optionOf } from '../../shell/tools/options.ts';
import { message, type Message } from '../../text/message.ts';
import type { Build, BuildOf } from './actions.ts';
import { textAt } from './context-files.ts';
import { isRefusal, needsContext, refuse, type Refusal } from './conversion.ts';
import { fetchedCopies, inPlace, withoutCovered, type StageCopy } from './delivery.ts';
import { absolutePath, isApplicationFolder, isWithin } from './paths.ts';
import { authorsBuild, type NewLine, type Project, type Recipe } from './recipe.ts';
import { interpreterRuntimeBase } from './runtime-base.ts';
import { isRuntimeOnly } from './runtime-stage.ts';
import { buildsOf, type Step } from './steps.ts';

/** Where a virtual environment is made when the file has none: it takes in whatever pip installs, and nothing else. */
const environmentFolder = '/opt/venv';
const environmentPath = `ENV PATH="${environmentFolder}/bin:$PATH"`;

/** Python: what pip installs is copied as a virtual environment, the sources come from the build context. */
export function pythonRecipe(project: Project): Recipe | Refusal {
  const base = interpreterRuntimeBase(project.stage);
  if (isRefusal(base)) return base;
  const builds = project.steps.flatMap(buildsOf);
  const refusal = cannotTell(project, builds);
  if (refusal) return refusal;
  const needs = needsOf(project, builds);
  if (!needs && base.changed) {
    return refuse(
      message('Without the list of requirements it is not known what the packages need of {image} when they run.', {
        image: project.stage.image!.raw,
      }),
      [needsContext],
    );
  }
  const environment = environmentOf(project, builds);
  if (isRefusal(environment)) return environment;
  const folders = [...new Set(builds.flatMap((build) => (build.what === 'tool' ? [build.folder] : [])))];
  const system = folders.find((folder) => !isApplicationFolder(folder));
  if (system !== undefined) return worksInSystem(system);
  const copies = withoutCovered([
    ...environment.copies,
    ...folders.map((folder) => inPlace(folder, true)),
    ...fetchedCopies(project.steps),
  ]);
  return {
    base,
    stages: [{ name: 'build', from: undefined, lines: withEnvironment(authorsBuild(project, isRuntimeOnly), environment.before) }],
    copies,
    folders,
    head: [],
    preparations: environment.before ? [environmentPath] : [],
    repeatsCopy: (step) => !folders.some((folder) => isWithin(folder, step.copy!.destination)) && !isManifest(project, step),
    repeatsGlobal: () => false,
    buildTools: usesGit(project, builds) ? ['git', 'mercurial', 'subversion'] : [],
    needs: needs ?? [],
    provides: (program) => /^(?:python|pip)[\d.]*$/.test(program) || packageOfProgram(program, base.manager) === undefined,
    // A virtual environment has a pip of its own.
    costs: environment.before !== undefined,
    gains: false,
    decisions: [
      base.decision,
      ...environment.decisions,
      ...folders.map((folder) => message('{folder} is copied from the build, which works on it.', { folder })),
    ],
  };
}

function cannotTell({ stage, commands, model }: Project, builds: readonly Build[]): Refusal | undefined {
  const [major] = readTag('python', stage.image?.tag ?? 'latest').version;
  if (major === 2) return refuse(message('Python 2 cannot make virtual environments by itself.'), [], stage.image);
  const manager = builds.find(
    (build): build is BuildOf<'python-manager'> => build.what === 'python-manager' && !isPoetryInPlace(model, build),
  );
  if (manager) {
    return refuse(message('Where {tool} installs, and what of it the container needs, is not known.', { tool: manager.command.tool }), [
      message('Install with pip into a virtual environment, or let Poetry install without one of its own (virtualenvs.create false).'),
    ]);
  }
  const foreign = builds.find(({ what }) => what === 'go' || what.startsWith('node-'));
  if (foreign) {
    return refuse(message('The build uses other tools than those of Python, and what of theirs the container needs is not known.'), [
      message('Give them a stage of their own.'),
    ]);
  }
  const fixed = [...commands.start, ...commands.health].find(([program = '']) => /^\/usr\/(?:local\/)?bin\//.test(program));
  if (!fixed || !/python|pip|gunicorn|uvicorn|celery|flask|django/.test(fixed[0]!)) return undefined;
  return refuse(
    message('The container starts {program} by its path, which would not see what is installed into a virtual environment.', {
      program: fixed[0]!,
    }),
    [message('Start it by its name.')],
  );
}

/** `poetry config virtualenvs.create false`: then Poetry installs into the environment that it runs in. */
function isPoetryInPlace(model: Project['model'], { command }: BuildOf<'python-manager'>): boolean {
  if (command.tool !== 'poetry') return false;
  const { instructions } = model.tree;
  return instructions.some(
    ({ keyword, bodyText }) =>
      (keyword === 'RUN' && /virtualenvs\.create\s+false/.test(bodyText)) ||
      (keyword === 'ENV' && /POETRY_VIRTUALENVS_CREATE\s*=?\s*["']?(?:false|0)\b/.test(bodyText)),
  );
}

/** What holds the installed packages. */
interface Environment {
  readonly copies: readonly StageCopy[];
  /** The step in front of which a virtual environment must be made; undefined where none is needed. */
  readonly before: Step | undefined;
  readonly decisions: readonly Message[];
}

function environmentOf(project: Project, builds: readonly Build[]): Environment | Refusal {
  const own = builds.flatMap((build) => (build.what === 'venv' ? [build.path] : []));
  if (own.length > 0)
    return {
      copies: own.map((path) => inPlace(path, true)),
      before: undefined,
      decisions: own.map((path) => message('The virtual environment {path} comes from the build.', { path })),
    };
  const installs = builds.filter((build) => build.what === 'pip' || build.what === 'python-manager');
  const places = installs.map((build) => (build.what === 'pip' ? placeOf(project, build) : 'environment'));
  const unknown = places.includes(undefined);
  if (unknown) return refuse(message('The folder that pip installs into is not known.'), [message('Name it without variables.')]);
  const elsewhere = [...new Set(places)].filter((place): place is string => place !== undefined && place !== 'environment');
  const copies = elsewhere.map((path) => inPlace(path, true));
  const decisions = elsewhere.map((path) => message('From the build: {paths}.', { paths: path }));
  if (!places.includes('environment')) return { copies, before: undefined, decisions };
  if (losesPath(project)) {
    return refuse(message('ENV replaces PATH, so that a virtual environment would not be found.'), [message('Add to $PATH instead.')]);
  }
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
  if (option) return option.value === undefined || /[$`]/.test(option.value) ? undefined : absolutePath(build.folder, option.value);
  const step = steps.find((one) => buildsOf(one).includes(build))!;
  const user = model.configBefore(step.instruction).user?.value ?? 'root';
  if (!hasOption(args, '--user') && (user === 'root' || user === '0')) return 'environment';
  const home = user === 'root' || user === '0' ? '/root' : homeOf(model, steps, user);
  return home === undefined ? undefined : `${home}/.local`;
}

/** The home folder of a user that the file makes. */
function homeOf(model: Project['model'], steps: readonly Step[], user: string): string | undefined {
  const commands = steps.flatMap(({ instruction }) => model.scriptOf(instruction)?.commands ?? []);
  const account = commands.map(readAccount).findLast((one) => one?.kind === 'user' && one.name.value === user);
  return account && (account.home ?? (account.system ? undefined : `/home/${user}`));
}

/** A PATH that leaves out what was in it. */
function losesPath({ steps }: Project): boolean {
  return steps.some(
    ({ instruction }) =>
      instruction.keyword === 'ENV' &&
      instruction.pairs.some(({ name, value }) => name === 'PATH' && !/\$(?:PATH\b|\{PATH[}:])/.test(value ?? '')),
  );
}

function withEnvironment(lines: readonly Step[], before: Step | undefined): readonly (Step | NewLine)[] {
  if (!before) return lines;
  const added: readonly NewLine[] = [{ text: `RUN python -m venv ${environmentFolder}` }, { text: environmentPath }];
  return lines.flatMap((line) => (line === before ? [...added, line] : [line]));
}

/** A COPY of nothing but lists of requirements, which pip alone reads. */
function isManifest({ files }: Project, step: Step): boolean {
  const own = files?.filter((file) => file.step === step).map(({ path }) => path);
  const names = own?.length ? own : step.copy!.fromContext ? step.copy!.sources : [];
  return (
    names.length > 0 &&
    names.every((name) =>
      /(?:^|\/)(?:(?:requirements|constraints)[\w.*-]*\.(?:txt|in)|Pipfile(?:\.lock)?|poetry\.lock|uv\.lock)$/.test(name),
    )
  );
}

/** What the installed packages need of the system; undefined when a list of requirements was not read. */
function needsOf(project: Project, builds: readonly Build[]): readonly NativeNeeds[] | undefined {
  const requirements: string[] = [];
  for (const build of builds) {
    if (build.what !== 'pip' && build.what !== 'python-manager') continue;
    const { command, folder } = build;
    requirements.push(...command.packages.map(({ name, version, word }) => (version === undefined ? name : word.value)));
    const named = build.what === 'pip' ? command.manifests.map(({ value }) => value) : [];
    const texts = [...named, ...(command.local ? ['pyproject.toml', 'setup.py', 'setup.cfg', 'poetry.lock'] : [])].map((name) =>
      requirementsIn(project, folder, name, 0),
    );
    if (named.length > 0 && texts.slice(0, named.length).includes(undefined)) return undefined;
    if (command.local && texts.slice(named.length).every((list) => list === undefined)) return undefined;
    requirements.push(...texts.flatMap((list) => list ?? []));
  }
  return requirements.flatMap((requirement) => pypiNeeds(requirement) ?? []);
}

/** How deep lists of requirements may name others. */
const deepest = 5;

function requirementsIn({ files, build }: Project, folder: string, name: string, depth: number): readonly string[] | undefined {
  const path = absolutePath(folder, name);
  const text = path === undefined || depth > deepest ? undefined : textAt(files, build, path);
  if (text === undefined || path === undefined) return undefined;
  if (name.endsWith('.lock')) return [...text.matchAll(/^name = "([^"]+)"/gm)].map(([, found]) => found!);
  if (!/\.(?:txt|in)$/.test(name))
    return [...text.matchAll(/["']([\w.-]+(?:\[[^\]]*\])?)\s*(?:[<>=!~;^ ][^"']*)?["']/g)].map(([, found]) => found!);
  return text.split('\n').flatMap((line) => {
    const nested = /^\s*(?:-r|--requirement|-c|--constraint)[ =]+(\S+)/.exec(line)?.[1];
    if (nested === undefined) return /^\s*[\w]/.test(line) ? [line] : [];
    return requirementsIn({ files, build } as Project, path.replace(/\/[^/]*$/, '') || '/', nested, depth + 1) ?? [];
  });
}

function usesGit(project: Project, builds: readonly Build[]): boolean {
  const pips = builds.filter((build) => build.what === 'pip');
  const named = pips.some(({ command }) => command.packages.some(({ name }) => name.startsWith('git+')));
  const listed = pips.some(({ command, folder }) =>
    command.manifests.some(({ value }) => /git\+/.test(textAt(project.files, project.build, absolutePath(folder, value) ?? '') ?? '')),
  );
  return named || listed || builds.some((build) => 'program' in build && build.program === 'git');
}

function worksInSystem(folder: string): Refusal {
  return refuse(message('The build works in {folder}, a folder of the system: what of it the container needs is not known.', { folder }), [
    message('Set a WORKDIR for the application, and build there.'),
  ]);
}
