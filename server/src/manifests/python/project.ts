import { lazy } from '../../base/memoize.ts';
import { baseName, joinPath, parentOf } from '../../base/paths.ts';
import type { ProjectReader } from '../files.ts';
import { readToml } from '../formats/toml.ts';
import type { Dependency, LocalPackage, Project, RuntimeVersion, SourceNeed } from '../project.ts';
import { readPythonLock } from './lock-files.ts';
import { dependencyOf, readPipfile, readPyProject } from './pyproject.ts';
import type { PyProject } from './pyproject.ts';
import { readRequirements } from './requirements.ts';
import type { LocatedRequirement, Requirements } from './requirements.ts';
import { readSetupCfg, readSetupPy } from './setup-files.ts';

export interface PythonProject extends Project {
  readonly pyproject: PyProject | undefined;
  readonly pipfile: PyProject | undefined;
  /** The requirements files in the folder, each with what it includes. */
  readonly requirements: readonly (Requirements & { readonly path: string })[];
  /** The dependencies of the package itself: those of `dependencies` that are not in a requirements file. */
  readonly packageDependencies: readonly Dependency[];
  /** Whether there is a package to install, not only a list of dependencies. */
  readonly isPackage: boolean;
}

const lockNames = ['poetry.lock', 'uv.lock', 'pdm.lock', 'Pipfile.lock', 'pylock.toml'];
const settingNames = ['poetry.toml', 'uv.toml', 'pdm.toml', 'pip.conf', '.python-version', 'MANIFEST.in'];

/** Reads the project of a folder. Returns undefined without a Python manifest. */
export function readPythonProject(reader: ProjectReader): PythonProject | undefined {
  const toml = reader.value('pyproject.toml', readToml);
  const pyproject = toml && readPyProject(toml);
  const pipfileToml = reader.value('Pipfile', readToml);
  const pipfile = pipfileToml && readPipfile(pipfileToml);
  const setupTexts = ['setup.cfg', 'setup.py'].flatMap((name) => {
    const text = reader.has(name) ? reader.text(name) : undefined;
    return text === undefined ? [] : [{ name, facts: name === 'setup.cfg' ? readSetupCfg(text) : readSetupPy(text) }];
  });
  const manifests = reader.existing('pyproject.toml', 'Pipfile', 'setup.cfg', 'setup.py');
  const lists = reader.matching('requirements*.txt').filter((path) => parentOf(path) === reader.folder);
  if (manifests.length === 0 && lists.length === 0) return undefined;
  for (const { name, facts } of setupTexts) if (facts.computed && facts.files.length === 0) reader.recordUnread(reader.path(name)!, 'code');
  const dynamic = [...(pyproject?.dynamicFiles ?? []), ...setupTexts.flatMap(({ facts }) => facts.files)].flatMap(
    (name) => reader.path(name) ?? [],
  );
  const requirements = lists.map((path) => ({ ...readRequirements(reader.files, path), path }));
  const named = [...new Set(dynamic)].map((path) => readRequirements(reader.files, path));
  for (const { path, reason } of [...requirements, ...named].flatMap(({ unknown }) => unknown)) reader.recordUnread(path, reason);
  const locks = reader.existing(...lockNames);
  const declared = [pyproject, pipfile].flatMap((one) => one ?? []);
  const listed = [...named, ...requirements].flatMap((one) => one.requirements);
  const packageDependencies = [
    ...declared.flatMap(({ dependencies }) => dependencies),
    ...setupTexts.flatMap(({ facts }) => facts.dependencies),
    ...named.flatMap((one) => one.requirements).flatMap(listedDependency),
  ];
  return {
    ecosystem: 'python',
    folder: reader.folder,
    name: pyproject?.name ?? setupTexts.find(({ facts }) => facts.name)?.facts.name,
    manifests: manifests.length > 0 ? manifests : lists,
    locks,
    installFiles: [...new Set([...reader.existing(...settingNames), ...[...named, ...requirements].flatMap(({ files }) => files)])],
    localPackages: [
      ...membersOf(reader, pyproject),
      ...declared.flatMap((one) => pathsOf(reader, one)),
      ...listed.flatMap((one) => localOf(reader, one)),
    ],
    installScripts: [],
    sourceNeeds: sourceNeeds(reader, pyproject, pipfile),
    dependencies: [...packageDependencies, ...requirements.flatMap((one) => one.requirements).flatMap(listedDependency)],
    locked: lazy(() => locks.flatMap((path) => readPythonLock(baseName(path), reader.files.text(path) ?? ''))),
    runtime: runtimeOf(reader, pyproject, pipfile, setupTexts),
    unknown: reader.unknown,
    pyproject,
    pipfile,
    packageDependencies,
    requirements,
    isPackage: setupTexts.length > 0 || (pyproject?.isPackage ?? false),
  };
}

/** `group`: the name of the file, such as `requirements-dev.txt`. */
function listedDependency(requirement: LocatedRequirement): readonly Dependency[] {
  const group = baseName(requirement.file);
  if (requirement.name === undefined) return [];
  return [dependencyOf(requirement, { group, dev: /dev|test|lint|doc/i.test(group), optional: false })];
}

function membersOf(reader: ProjectReader, pyproject: PyProject | undefined): readonly LocalPackage[] {
  return reader
    .foldersMatching(pyproject?.workspace ?? [], 'pyproject.toml')
    .map((path) => ({ name: undefined, path, kind: 'workspace', written: path }));
}

function pathsOf(reader: ProjectReader, { paths }: PyProject): readonly LocalPackage[] {
  return paths.flatMap(({ name, path, editable, written }) =>
    path === undefined ? [] : [{ name, path: reader.path(path), kind: kindOf(path, editable), written }],
  );
}

/** The folder or archive of the project in a requirement. pip resolves paths from its working directory. */
export function localOf(reader: ProjectReader, { name, source, editable, text }: LocatedRequirement): readonly LocalPackage[] {
  if (source?.kind !== 'path' && source?.kind !== 'archive') return [];
  return [{ name, path: reader.path(source.written), kind: kindOf(source.written, editable), written: editable ? `-e ${text}` : text }];
}

function kindOf(path: string, editable: boolean): LocalPackage['kind'] {
  if (editable) return 'editable';
  return /\.(?:whl|zip|tgz|tar(?:\.\w+)?)$/.test(path) ? 'archive' : 'path';
}

function sourceNeeds(reader: ProjectReader, pyproject: PyProject | undefined, pipfile: PyProject | undefined): readonly SourceNeed[] {
  const of = (file: string, one: PyProject | undefined): readonly SourceNeed[] => [
    ...(one?.workspace ? [{ reason: 'workspace' as const, file, what: 'tool.uv.workspace' }] : []),
    ...(one?.paths ?? []).map(({ written }) => ({ reason: 'local-package' as const, file, what: written })),
  ];
  const needs = [...of('pyproject.toml', pyproject), ...of('Pipfile', pipfile)];
  const own =
    pyproject?.isPackage && reader.has('pyproject.toml')
      ? [{ reason: 'own-package' as const, file: 'pyproject.toml', what: pyproject.name ?? '' }]
      : [];
  return [...needs, ...own];
}

function runtimeOf(
  reader: ProjectReader,
  pyproject: PyProject | undefined,
  pipfile: PyProject | undefined,
  setups: readonly { readonly name: string; readonly facts: { readonly requiresPython: string | undefined } }[],
): RuntimeVersion | undefined {
  const pinned = reader.has('.python-version') ? reader.text('.python-version')?.trim().split(/\s+/)[0] : undefined;
  const candidates = [
    { version: pinned, file: '.python-version' },
    { version: pyproject?.requiresPython, file: 'pyproject.toml' },
    { version: pipfile?.requiresPython, file: 'Pipfile' },
    ...setups.map(({ name, facts }) => ({ version: facts.requiresPython, file: name })),
  ];
  const found = candidates.find(({ version }) => version !== undefined && version !== '');
  return found && { name: 'python', version: found.version!, file: found.file };
}

/** The files that belong to the project of a pyproject.toml, a Pipfile or a setup script, as patterns relative to the folder. */
export function pythonReferences(name: string, text: string): readonly string[] {
  if (name === 'setup.py') return readSetupPy(text).files;
  if (name === 'setup.cfg') return readSetupCfg(text).files;
  const toml = readToml(text).value ?? {};
  const { paths, workspace = [], dynamicFiles } = name === 'Pipfile' ? readPipfile(toml) : readPyProject(toml);
  const folders = [...workspace.filter((pattern) => !pattern.startsWith('!')), ...paths.flatMap(({ path }) => path ?? [])];
  return [...dynamicFiles, ...folders.map((folder) => joinPath(folder.replace(/\/+$/, ''), 'pyproject.toml'))];
}
