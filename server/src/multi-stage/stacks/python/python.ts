import { isWithin, shellPath } from '../../../base/paths.ts';
import { packageOfProgram } from '../../../knowledge/program-packages.ts';
import { readTag } from '../../../knowledge/image-tags.ts';
import { message } from '../../../base/message.ts';
import type { Build, BuildOf } from '../../core/actions.ts';
import { textAt } from '../../evidence/context-files.ts';
import { isRefusal, needsContext, refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { fetchedCopies, inPlace, withoutCovered } from '../../core/delivery.ts';
import { collectedCopies } from './django.ts';
import { keepsBrowser } from '../node/node.ts';
import { isApplicationFolder } from '../../core/system-folders.ts';
import { environmentOf, environmentPath, withEnvironment } from './environment.ts';
import { editableFolders, needsOf } from './requirements.ts';
import { authorsBuild } from '../../core/recipe.ts';
import type { Project, Recipe } from '../../core/recipe.ts';
import { interpreterRuntimeBase } from '../../core/runtime-base.ts';
import { isRuntimeOnly } from '../../core/runtime-stage.ts';
import { buildsOf } from '../../core/steps.ts';
import type { Step } from '../../core/steps.ts';

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
  const browser = keepsBrowser(needs);
  if (browser) return browser;
  const environment = environmentOf(project, builds);
  if (isRefusal(environment)) return environment;
  const collected = collectedCopies(project);
  if (isRefusal(collected)) return collected;
  const worked = builds.flatMap((build) => (build.what === 'tool' ? [build.folder] : []));
  const folders = [...new Set([...worked, ...editableFolders(project, builds)])];
  const system = folders.find((folder) => !isApplicationFolder(folder));
  if (system !== undefined) return worksInSystem(system);
  const copies = withoutCovered([
    ...environment.copies,
    ...folders.map((folder) => inPlace(folder, true)),
    ...collected,
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

function usesGit(project: Project, builds: readonly Build[]): boolean {
  const pips = builds.filter((build) => build.what === 'pip');
  const named = pips.some(({ command }) => command.packages.some(({ name }) => name.startsWith('git+')));
  const listed = pips.some(({ command, folder }) =>
    command.manifests.some(({ value }) => /git\+/.test(textAt(project.files, project.build, shellPath(folder, value) ?? '') ?? '')),
  );
  return named || listed || builds.some((build) => 'program' in build && build.program === 'git');
}

function worksInSystem(folder: string): Refusal {
  return refuse(message('The build works in {folder}, a folder of the system: what of it the container needs is not known.', { folder }), [
    message('Set a WORKDIR for the application, and build there.'),
  ]);
}
