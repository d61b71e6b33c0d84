import { hasRole } from '../../knowledge/programs.ts';
import { lazy, memoize } from '../../base/memoize.ts';
import { joinPath } from '../../base/paths.ts';
import { ecosystemOfTool } from '../../knowledge/install-files.ts';
import type { ProjectReader } from '../files.ts';
import { readJson, readYaml, textEntriesIn, textIn, textsIn, listIn } from '../formats/json.ts';
import type { Json, JsonObject } from '../formats/json.ts';
import type { LocalPackage, Project, RuntimeVersion, SourceNeed } from '../project.ts';
import { readDependencyScripts } from './dependency-scripts.ts';
import { installScriptsOf } from './lifecycle.ts';
import type { NodeManager } from './lifecycle.ts';
import { readNodeLock } from './lock-files.ts';
import type { NodeLock } from './lock-files.ts';
import { isGitVersion, localPathOf, readPackageJson } from './package-json.ts';
import type { PackageJson } from './package-json.ts';

/** The programs that install a project's packages. */
export type NodeTool = 'npm' | 'yarn' | 'pnpm' | 'bun';

export function isNodeTool(tool: string): tool is NodeTool {
  return ecosystemOfTool(tool) === 'node';
}

export interface NodeProject extends Project {
  readonly manifest: PackageJson;
  /** The scripts that an install with this program runs; `installScripts` is the result for the project's own program. */
  readonly installScriptsBy: (tool: NodeTool) => readonly string[];
  /** The same for `sourceNeeds`. */
  readonly sourceNeedsOf: (tool: NodeTool) => readonly SourceNeed[];
  /** The packages whose install scripts may read files of the project. */
  readonly unknownScriptsOf: (tool: NodeTool) => readonly string[];
  /** Whether it has local packages: workspaces, `file:` and `link:` dependencies. */
  readonly isMonorepo: boolean;
  /** Yarn 2 or later; undefined if neither a lock file nor a setting tells the version of Yarn. */
  readonly usesYarnBerry: boolean | undefined;
  /** Whether Yarn stores packages outside the project (Plug'n'Play). https://yarnpkg.com/configuration/yarnrc#nodeLinker */
  readonly plugAndPlay: boolean;
  /** Whether a package is fetched with Git. */
  readonly usesGit: boolean;
}

/** Lock files and the program that writes them, in order of precedence. */
const lockFiles: readonly { readonly name: string; readonly tool: NodeTool }[] = [
  { name: 'npm-shrinkwrap.json', tool: 'npm' },
  { name: 'package-lock.json', tool: 'npm' },
  { name: 'yarn.lock', tool: 'yarn' },
  { name: 'pnpm-lock.yaml', tool: 'pnpm' },
  { name: 'bun.lock', tool: 'bun' },
  { name: 'bun.lockb', tool: 'bun' },
];
const settingFiles = [
  '.npmrc', '.yarnrc', '.yarnrc.yml', '.pnpmfile.cjs', 'pnpm-workspace.yaml', 'bunfig.toml', 'binding.gyp', '.nvmrc', '.node-version',
]; // prettier-ignore

/** The settings that an install reads in addition to package.json. */
interface Settings {
  /** Whether npm and pnpm run no scripts. */
  readonly ignoresScripts: boolean;
  readonly yarnrc: JsonObject | undefined;
  readonly workspaces: readonly string[] | undefined;
  readonly patches: readonly string[];
}

/** Reads the project of a folder. Returns undefined if its package.json is unknown. */
export function readNodeProject(reader: ProjectReader): NodeProject | undefined {
  const json = reader.value('package.json', readJson);
  if (!json) return undefined;
  const manifest = readPackageJson(json);
  const settings = readSettings(reader);
  const locks = lockFiles.filter(({ name }) => reader.has(name));
  const locked = lazy((): readonly NodeLock[] => locks.flatMap(({ name }) => (name === 'bun.lockb' ? [] : readLock(reader, name))));
  const usesYarnBerry = yarnVersion(manifest, settings, reader);
  const workspaces = workspacesOf(reader, manifest, settings);
  const localPackages = [...workspaces, ...localDependencies(reader, manifest, settings)];
  const managersOf = (tool: NodeTool): readonly NodeManager[] => {
    if (tool !== 'yarn') return [tool];
    return usesYarnBerry === undefined ? ['yarn-classic', 'yarn-berry'] : [usesYarnBerry ? 'yarn-berry' : 'yarn-classic'];
  };
  const runsScripts = (tool: NodeTool): boolean => !(settings.ignoresScripts && tool !== 'yarn' && tool !== 'bun');
  const installScriptsBy = (tool: NodeTool): readonly string[] =>
    runsScripts(tool) ? installScriptsOf(manifest.scripts, managersOf(tool)) : [];
  const dependencyScripts = lazy(() => readDependencyScripts(reader, manifest.dependencies, locked()[0]?.packages ?? []));
  const sourceNeedsOf = memoize((tool: NodeTool): readonly SourceNeed[] => [
    ...installScriptsBy(tool).map((what): SourceNeed => ({ reason: 'script', file: 'package.json', what })),
    ...(runsScripts(tool) ? dependencyScripts().needs : []),
    ...sourceNeeds(reader, manifest, settings, tool, locked),
  ]);
  const own = toolOf(manifest, locks[0]?.tool);
  const patches = localPackages.filter(({ kind }) => kind === 'patch' || kind === 'archive').flatMap(({ path }) => path ?? []);
  return {
    ecosystem: 'node',
    folder: reader.folder,
    name: manifest.name,
    manifests: reader.existing('package.json'),
    locks: locks.map(({ name }) => reader.path(name)!),
    installFiles: [...reader.existing(...settingFiles), ...patches],
    localPackages,
    installScripts: installScriptsBy(own),
    get sourceNeeds() {
      return sourceNeedsOf(own);
    },
    dependencies: manifest.dependencies,
    locked: () => locked()[0]?.packages ?? [],
    runtime: runtimeOf(reader, manifest),
    unknown: reader.unknown,
    manifest,
    installScriptsBy,
    sourceNeedsOf,
    unknownScriptsOf: (tool) => (runsScripts(tool) ? dependencyScripts().unknown : []),
    isMonorepo:
      manifest.workspaces !== undefined ||
      settings.workspaces !== undefined ||
      localPackages.some(({ kind }) => kind === 'path' || kind === 'workspace'),
    usesYarnBerry,
    plugAndPlay: usesYarnBerry === true && !/^(?:node-modules|pnpm)$/.test(textIn(settings.yarnrc, 'nodeLinker') ?? ''),
    usesGit: manifest.dependencies.some(({ version }) => version !== undefined && isGitVersion(version)),
  };
}

function readLock(reader: ProjectReader, name: string): readonly NodeLock[] {
  const text = reader.text(name);
  return text === undefined ? [] : [readNodeLock(name, text)];
}

function readSettings(reader: ProjectReader): Settings {
  const pnpm = reader.value('pnpm-workspace.yaml', readYaml);
  const workspaces = pnpm && textsIn(pnpm, 'packages');
  return {
    ignoresScripts: /^\s*ignore-scripts\s*=\s*true\s*$/m.test(reader.text('.npmrc') ?? ''),
    yarnrc: reader.value('.yarnrc.yml', readYaml) ?? (reader.has('.yarnrc.yml') ? {} : undefined),
    // Since pnpm 10 the file can also contain settings of projects without workspaces. https://pnpm.io/settings
    workspaces: workspaces && (workspaces.length > 0 || Object.keys(pnpm).length === 0) ? workspaces : undefined,
    patches: textEntriesIn(pnpm, 'patchedDependencies').map(([, path]) => path),
  };
}

/** The program that the project declares, or else the one that wrote the lock file. */
function toolOf({ packageManager }: PackageJson, byLock: NodeTool = 'npm'): NodeTool {
  return packageManager && hasRole(packageManager.name, 'nodeManager') ? (packageManager.name as NodeTool) : byLock;
}

function yarnVersion({ packageManager }: PackageJson, { yarnrc }: Settings, reader: ProjectReader): boolean | undefined {
  if (yarnrc) return true;
  if (packageManager?.name === 'yarn') return !/^[01]\b/.test(packageManager.version);
  const lock = reader.has('yarn.lock') ? reader.text('yarn.lock')?.slice(0, 2000) : undefined;
  if (lock && /^__metadata:/m.test(lock)) return true;
  return lock?.includes('# yarn lockfile v1') || reader.has('.yarnrc') ? false : undefined;
}

function workspacesOf(reader: ProjectReader, manifest: PackageJson, settings: Settings): readonly LocalPackage[] {
  const patterns = [...(manifest.workspaces ?? []), ...(settings.workspaces ?? [])];
  return reader.foldersMatching(patterns, 'package.json').map((path) => {
    const { value } = readJson(reader.files.text(joinPath(path, 'package.json')) ?? '');
    return { name: textIn(value, 'name'), path, kind: 'workspace', written: path };
  });
}

function localDependencies(
  reader: ProjectReader,
  { dependencies, overrides, patches }: PackageJson,
  settings: Settings,
): readonly LocalPackage[] {
  const named = [...dependencies, ...overrides].flatMap(({ name, version }): readonly LocalPackage[] => {
    const found = version === undefined ? undefined : localPathOf(version);
    // `workspace:^` contains no folder: the workspaces do.
    return found
      ? [{ name, kind: found.kind, path: found.kind === 'workspace' ? undefined : pathIn(reader, found.path), written: version! }]
      : [];
  });
  const patched = [...patches, ...settings.patches].map((path): LocalPackage => {
    return { name: undefined, kind: 'patch', path: pathIn(reader, path), written: path };
  });
  return [...named, ...patched];
}

function pathIn(reader: ProjectReader, written: string): string | undefined {
  const path = reader.path(written);
  if (path === undefined) reader.recordUnread(written, 'outside');
  return path;
}

/** The reasons other than scripts why an install needs more than the manifests. Peer dependencies are not installed from the project. */
function sourceNeeds(
  reader: ProjectReader,
  manifest: PackageJson,
  settings: Settings,
  tool: NodeTool,
  locked: () => readonly NodeLock[],
): readonly SourceNeed[] {
  const file = 'package.json';
  const needs: SourceNeed[] = [];
  const add = (reason: SourceNeed['reason'], where: string, what: string | undefined): void => {
    if (what !== undefined) needs.push({ reason, file: where, what });
  };
  if (manifest.workspaces || settings.workspaces) add('workspace', file, 'workspaces');
  for (const { name, version, group } of manifest.dependencies) {
    if (group !== 'peerDependencies' && localPathOf(version ?? '')) add('local-package', file, `${name}: ${version}`);
  }
  if (manifest.patches.length > 0) add('local-package', file, 'patchedDependencies');
  if (settings.patches.length > 0 && tool === 'pnpm') add('local-package', 'pnpm-workspace.yaml', 'patchedDependencies');
  add('local-package', file, manifest.overrides.find(({ version }) => localPathOf(version))?.key);
  const gyp = reader.has('binding.gyp') && !['install', 'preinstall'].some((name) => Object.hasOwn(manifest.scripts, name));
  if (gyp) add('local-package', 'binding.gyp', 'node-gyp rebuild');
  const yarnrc = textIn(settings.yarnrc, 'yarnPath');
  add('local-package', '.yarnrc.yml', yarnrc === undefined ? pluginOf(settings.yarnrc) : `yarnPath: ${yarnrc}`);
  add('local-package', '.yarnrc', /^yarn-path[ \t].*$/m.exec(reader.has('.yarnrc') ? (reader.text('.yarnrc') ?? '') : '')?.[0].trim());
  if (tool === 'npm' && locked().some(({ links }) => links.length > 0))
    add('local-package', 'package-lock.json', locked().flatMap(({ links }) => links)[0]);
  return needs;
}

/** https://yarnpkg.com/configuration/yarnrc#plugins */
function pluginOf(yarnrc: JsonObject | undefined): string | undefined {
  const paths = listIn(yarnrc, 'plugins').flatMap((plugin: Json) => textIn(plugin, 'path') ?? (typeof plugin === 'string' ? plugin : []));
  return paths[0] === undefined ? undefined : `path: ${paths[0]}`;
}

function runtimeOf(reader: ProjectReader, { engines }: PackageJson): RuntimeVersion | undefined {
  for (const file of ['.nvmrc', '.node-version']) {
    const version = reader.has(file) ? reader.text(file)?.trim().replace(/^v/, '') : undefined;
    if (version) return { name: 'node', version, file };
  }
  const version = engines.node;
  return version === undefined ? undefined : { name: 'node', version, file: 'package.json' };
}

/** The package.json files that belong to the project of a package.json or a pnpm-workspace.yaml, as patterns. */
export function nodeReferences(name: string, text: string): readonly string[] {
  if (name === 'pnpm-workspace.yaml') return textsIn(readYaml(text).value, 'packages').map(manifestIn);
  const json = readJson(text).value;
  const { workspaces = [], dependencies, overrides } = readPackageJson(json ?? {});
  const local = [...dependencies, ...overrides].flatMap(({ version }) => localPathOf(version ?? '') ?? []);
  return [...workspaces, ...local.filter(({ kind }) => kind === 'path').map(({ path }) => path)].map(manifestIn);
}

function manifestIn(folder: string): string {
  return joinPath(folder.replace(/^!/, '').replace(/\/+$/, ''), 'package.json');
}
