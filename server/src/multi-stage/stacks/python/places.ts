import { absolutePath, baseName, joinPath, shellPath } from '../../../base/paths.ts';
import { hasOption, optionOf } from '../../../shell/tools/options.ts';
import { isRootUser } from '../../../model/runtime.ts';
import { readTag } from '../../../model/image-tag.ts';
import type { Build } from '../../core/effects.ts';
import { homeOf, stepOfBuild, textAt } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';

/**
 * Where an install puts packages. `path`: the interpreter that PATH finds first, which may be that of a virtual environment. `system`: always
 * the packages of the interpreter itself. Else a folder, which is copied whole.
 */
export type Place = 'path' | 'system' | { readonly folder: string };

/** Where a build of Python installs to; undefined if that is not known. `environments`: virtual environments that the file creates. */
export function placeOf(project: Project, build: Build, environments: readonly string[]): Place | undefined {
  switch (build.program) {
    case 'pip':
      return placeOfPip(project, build, environments);
    case 'uv':
      return build.packages!.verbText.startsWith('pip ') ? placeOfUvPip(project, build, environments) : placeOfUv(project, build);
    case 'poetry':
      return placeOfPoetry(project, build);
    case 'pdm':
      return inProject(build);
    case 'pipenv':
      return placeOfPipenv(project, build);
    default:
      return undefined;
  }
}

function placeOfPip(project: Project, build: Build, environments: readonly string[]): Place | undefined {
  const named = namedPlace(build);
  if (named !== 'none') return named;
  const own = environments.find((path) => usesEnvironment(project, build, path));
  if (own !== undefined) return { folder: own };
  const user = userOf(project, build);
  if (isRootUser(user) && !hasOption(build.packages!.args, '--user')) return 'path';
  const home = homeOf(project, user);
  return home === undefined ? undefined : { folder: `${home}/.local` };
}

/** The folder that an option names; `none` without such an option. */
function namedPlace({ packages, folder }: Build): Place | undefined | 'none' {
  const option = optionOf(packages!.args, '-t', '--target', '--prefix', '--root');
  if (!option) return 'none';
  const path = option.value === undefined ? undefined : shellPath(folder, option.value);
  return path === undefined ? undefined : { folder: path };
}

/** https://docs.astral.sh/uv/pip/environments/ */
function placeOfUvPip(project: Project, build: Build, environments: readonly string[]): Place | undefined {
  const named = namedPlace(build);
  if (named !== 'none') return named;
  const system = variable(project, build, 'UV_SYSTEM_PYTHON');
  if (hasOption(build.packages!.args, '--system') || (system !== undefined && /^(?:1|true|yes)$/i.test(system))) return 'system';
  const active = variable(project, build, 'VIRTUAL_ENV');
  const [only, second] = environments;
  const path = active ?? (second === undefined ? only : environments.find((one) => one === joinPath(build.folder!, '.venv')));
  return path === undefined ? undefined : { folder: path };
}

/** https://docs.astral.sh/uv/concepts/projects/config/#project-environment-path */
function placeOfUv(project: Project, build: Build): Place | undefined {
  if (!/^(?:sync|add)$/.test(build.packages!.verbText) || downloadsPython(project, build.folder!)) return undefined;
  const path = variable(project, build, 'UV_PROJECT_ENVIRONMENT');
  if (path === undefined) return inProject(build);
  const folder = shellPath(build.folder, path);
  return folder === '/usr/local' ? 'system' : folder === undefined ? undefined : { folder };
}

/** Whether uv needs another Python than that of the image, which it downloads. */
function downloadsPython(project: Project, folder: string): boolean {
  const [major, minor] = versionOf(project) ?? [];
  if (major === undefined || minor === undefined) return false;
  const pinned = /^\s*(\d+)\.(\d+)/.exec(textAt(project, joinPath(folder, '.python-version')) ?? '');
  if (pinned && (Number(pinned[1]) !== major || Number(pinned[2]) !== minor)) return true;
  const least = /^requires-python\s*=\s*["'][>~=]=\s*(\d+)\.(\d+)/m.exec(textAt(project, joinPath(folder, 'pyproject.toml')) ?? '');
  return least !== null && (Number(least[1]) > major || (Number(least[1]) === major && Number(least[2]) > minor));
}

/** https://python-poetry.org/docs/configuration/#virtualenvscreate */
function placeOfPoetry(project: Project, build: Build): Place | undefined {
  const set = (name: string): string | undefined => poetrySetting(project, build, name);
  if (/^(?:false|0)$/i.test(set('create') ?? '')) return 'path';
  if (/^(?:true|1)$/i.test(set('in-project') ?? '')) return inProject(build);
  const path = set('path');
  if (path !== undefined) return absolutePath(build.folder, path) === path ? { folder: path } : undefined;
  const home = homeOf(project, userOf(project, build));
  const cache = variable(project, build, 'POETRY_CACHE_DIR') ?? (home === undefined ? undefined : `${home}/.cache/pypoetry`);
  return cache === undefined ? undefined : { folder: `${cache}/virtualenvs` };
}

/** A setting of Poetry's virtual environments: from `poetry config`, a variable, or the configuration of the project. */
function poetrySetting(project: Project, build: Build, name: string): string | undefined {
  const commands = project.steps.flatMap(({ instruction }) => project.facts.commandsOf(instruction));
  const configured = commands.findLast(
    ({ program, args }) => program === 'poetry' && args.some(({ value }) => value === `virtualenvs.${name}`),
  );
  const at = configured?.args.findIndex(({ value }) => value === `virtualenvs.${name}`) ?? -1;
  const file = textAt(project, joinPath(build.folder!, 'poetry.toml'));
  return (
    configured?.args[at + 1]?.value ??
    variable(project, build, `POETRY_VIRTUALENVS_${name.toUpperCase().replace('-', '_')}`) ??
    new RegExp(`^\\s*${name}\\s*=\\s*"?([^"\\n]+)`, 'm').exec(file ?? '')?.[1]?.trim()
  );
}

/** https://pipenv.pypa.io/en/latest/virtualenv.html */
function placeOfPipenv(project: Project, build: Build): Place | undefined {
  if (hasOption(build.packages!.args, '--system')) return 'system';
  if (/^(?:1|true)$/i.test(variable(project, build, 'PIPENV_VENV_IN_PROJECT') ?? '')) return inProject(build);
  const home = homeOf(project, userOf(project, build));
  const folder = variable(project, build, 'WORKON_HOME') ?? (home === undefined ? undefined : `${home}/.local/share/virtualenvs`);
  return folder === undefined ? undefined : { folder };
}

function inProject({ folder }: Build): Place {
  return { folder: joinPath(folder!, '.venv') };
}

/** The value of a variable when a build runs, from ENV, ARG or its own script. */
function variable(project: Project, build: Build, name: string): string | undefined {
  const { instruction } = stepOfBuild(project, build);
  const command = project.facts.commandsOf(instruction).find(({ packages }) => packages === build.packages);
  return command?.environment(name) ?? project.model.scopeAt(instruction).lookup(name)?.value;
}

function userOf(project: Project, build: Build): string {
  return project.model.configBefore(stepOfBuild(project, build).instruction).user?.value ?? 'root';
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

/** The major and minor version of an official image of Python, as far as its tag names them; undefined for other images. */
export function versionOf({ stage }: Project): readonly number[] | undefined {
  const { repository, tag, resolved } = stage.image!;
  return baseName(repository) === 'python' && resolved !== undefined ? readTag('python', tag ?? 'latest').version : undefined;
}
