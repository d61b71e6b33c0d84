import { appendAll } from '../../../base/lists.ts';
import { absolutePath, shellPath } from '../../../base/paths.ts';
import { pypiRequirements } from '../../../knowledge/native-dependencies.ts';
import type { NativeRequirements } from '../../../knowledge/native-dependencies.ts';
import type { Dependency } from '../../../manifests/project.ts';
import { mayApplyOnLinux } from '../../../manifests/python/requirement.ts';
import type { Requirements } from '../../../manifests/python/requirements.ts';
import { optionsOf } from '../../../shell/tools/options.ts';
import type { Build } from '../../core/effects.ts';
import { stepOfBuild } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { copiedManifests, copiedProject } from '../../evidence/copied-manifests.ts';

/** What the installed packages need of the system; undefined when some of what is installed is not known. */
export function needsOf(project: Project, builds: readonly Build[]): readonly NativeRequirements[] | undefined {
  const requirements: string[] = [];
  for (const build of builds) {
    const { stack, packages, folder } = build;
    if (stack !== 'python' || !packages || folder === undefined) continue;
    appendAll(
      requirements,
      packages.packages.map(({ name, version, word }) => (version === undefined ? name : word.value)),
    );
    const lists = listsOf(project, build);
    const projects = [...projectFolders(build), ...lists.flatMap((list) => (list ? localFolders(list, folder) : []))];
    const dependencies = projects.map((path) => (path === undefined ? undefined : dependenciesOf(project, path, build)));
    if (lists.some((list) => !list || !isWhole(list)) || dependencies.includes(undefined)) return undefined;
    const listed = lists.flatMap((list) => list!.requirements).filter(({ marker }) => mayApplyOnLinux(marker));
    const named = [...listed, ...dependencies.flatMap((list) => list!)];
    appendAll(
      requirements,
      named.map(({ name = '', extras = [] }) => `${name}[${extras.join(',')}]`),
    );
  }
  return requirements.flatMap((requirement) => pypiRequirements(requirement) ?? []);
}

/** The lists of requirements that pip is given; undefined in place of one whose path is not known, or while the context is not known. */
export function listsOf(project: Project, build: Build): readonly (Requirements | undefined)[] {
  const { stack, program, packages, folder } = build;
  if (stack !== 'python' || program !== 'pip' || !packages) return [];
  const scope = project.model.scopeAt(stepOfBuild(project, build).instruction);
  return packages.manifests.map(({ value }) => {
    const path = shellPath(folder, scope.expand(value) ?? value);
    return path === undefined ? undefined : copiedManifests(project)?.requirements(path.slice(1));
  });
}

/** Whether everything that a list installs is known. If a name has a variable, all files count that it may refer to, if there are any. */
function isWhole({ unknown }: Requirements): boolean {
  return unknown.every(({ reason }) => reason === 'variable' || reason === 'broken');
}

/** The folders of the project that the command line itself installs; undefined for one that is not known. */
function projectFolders({ packages, program, folder }: Build): readonly (string | undefined)[] {
  if (!packages?.local) return [];
  const named = packages.packages.filter(({ source }) => source === 'path').map(({ name }) => withoutExtras(name));
  const folders = named.filter((path) => !isArchive(path)).map((path) => shellPath(folder, path));
  return program !== 'pip' && folders.length === 0 ? [folder] : folders;
}

/** The folders of the project that a list names; pip takes paths in lists relative to the folder that it runs in. */
function localFolders({ requirements }: Requirements, folder: string, editableOnly = false): readonly (string | undefined)[] {
  const local = requirements.filter(({ source, editable }) => source?.kind === 'path' && (editable || !editableOnly));
  return local.map(({ source }) => absolutePath(folder, source!.written));
}

function withoutExtras(path: string): string {
  return path.replace(/^file:(?:\/\/)?/, '').replace(/\[.*$/, '');
}

function isArchive(path: string): boolean {
  return /\.(?:whl|zip|tar(?:\.\w+)?|tgz)$/.test(path);
}

/**
 * What the package in a folder depends on; undefined if its manifests are not known, or do not say it. pip leaves out the groups for
 * development; the tools that keep a project install what is locked.
 */
function dependenciesOf(project: Project, folder: string, { program }: Build): readonly Pick<Dependency, 'name' | 'extras'>[] | undefined {
  const found = copiedProject(project, 'python', folder);
  if (!found || found.unknown.some(({ reason }) => reason === 'code')) return undefined;
  const all = program !== 'pip';
  return [...found.packageDependencies, ...(all ? found.locked() : [])].filter(({ dev }) => all || !dev);
}

/** Whether a list that pip is given names a repository of git. */
export function listsRepository(project: Project, build: Build): boolean {
  return listsOf(project, build).some((list) => list?.requirements.some(({ source }) => source?.kind === 'git'));
}

/** Folders of the project that are installed as editable packages, so that they must keep their paths: `-e .`, on the command line or in a list. */
export function editableFolders(project: Project, builds: readonly Build[]): readonly string[] {
  return builds.flatMap((build) => {
    const { stack, program, packages, folder } = build;
    if (stack !== 'python' || program !== 'pip' || !packages || folder === undefined) return [];
    const onLine = optionsOf(packages.args, '-e', '--editable').flatMap(({ value }) => value ?? []);
    const local = onLine.filter((name) => !/:\/\/|^git\+/.test(name)).map((name) => shellPath(folder, withoutExtras(name)));
    const listed = listsOf(project, build).flatMap((list) => (list ? localFolders(list, folder, true) : []));
    return [...local, ...listed].flatMap((path) => path ?? []);
  });
}
