import { baseName } from '../../base/paths.ts';
import type { Manifests } from '../../manifests/manifests.ts';
import { isNodeTool } from '../../manifests/node/project.ts';
import type { NodeProject } from '../../manifests/node/project.ts';
import type { SourceNeed, UnreadFile } from '../../manifests/project.ts';
import type { PythonProject } from '../../manifests/python/project.ts';
import { ecosystemOfTool } from '../../knowledge/install-files.ts';
import { hasOption } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { readsRequirements } from './install-files.ts';

/**
 * Why an install cannot be moved before the sources: it needs them, or it only needs them because it installs the project too, which the
 * option prevents.
 */
export type Obstacle = 'needs-sources' | { readonly option: string };

/** An install of a project, and its manifests. */
export interface InstalledProject {
  readonly command: PackageCommand;
  readonly manifests: Manifests;
  /** The folder of the build context that it installs. */
  readonly folder: string;
  /** The manifests to copy first, as context paths. */
  readonly sources: readonly string[];
}

/**
 * The reason why the install does not work with the manifests alone. Undefined also if a manifest could not be read; then the fix is only a
 * suggestion.
 */
export function obstacleOf(install: InstalledProject): Obstacle | undefined {
  const own = ownPackage(install);
  if (own !== undefined) return own === 'none' ? undefined : own;
  return needsOf(install).length > 0 ? 'needs-sources' : undefined;
}

/** `none`: the command line alone shows that there is no obstacle. Undefined: the manifests have to be checked. */
function ownPackage({ command, manifests, folder }: InstalledProject): Obstacle | 'none' | undefined {
  // `go get ./...` adds to go.mod and go.sum what the sources import.
  if (command.tool === 'go' && command.local) return 'needs-sources';
  const option = { poetry: '--no-root', uv: '--no-install-project', pdm: '--no-self' }[command.tool as string];
  if (!command.local || !(option || command.tool === 'pip' || command.tool === 'pipenv')) return undefined;
  const named = command.packages.some(({ source }) => source === 'path');
  if (!option || named) return 'needs-sources';
  const isPackage = manifests.project('python', folder)?.pyproject?.isPackage ?? true;
  return isPackage ? { option } : 'none';
}

/** What this command needs from the sources according to the manifests. */
function needsOf({ command, manifests, folder, sources }: InstalledProject): readonly SourceNeed[] {
  const { tool, args } = command;
  const withoutReasons = (list: readonly SourceNeed[] = [], ...reasons: readonly SourceNeed['reason'][]): readonly SourceNeed[] =>
    list.filter(({ reason }) => !reasons.includes(reason));
  if (isNodeTool(tool)) {
    const needs = manifests.project('node', folder)?.sourceNeedsOf(tool);
    return hasOption(args, '--ignore-scripts') ? withoutReasons(needs, 'script') : (needs ?? []);
  }
  const ecosystem = ecosystemOfTool(tool);
  if (readsRequirements(command)) return sources.flatMap((path) => listNeeds(manifests, path));
  if (ecosystem === 'python') return pythonNeeds(tool, manifests.project('python', folder));
  if (ecosystem === 'composer') return composerNeeds(command, manifests, folder);
  return ecosystem ? (manifests.project(ecosystem, folder)?.sourceNeeds ?? []) : [];
}

function pythonNeeds(tool: string, project: PythonProject | undefined): readonly SourceNeed[] {
  const file = tool === 'pipenv' ? 'Pipfile' : 'pyproject.toml';
  return project?.sourceNeeds.filter((need) => need.file === file && need.reason !== 'own-package') ?? [];
}

/** Project files that a requirements file names: paths, archives, folders of archives, and included files that COPY cannot name. */
function listNeeds(manifests: Manifests, path: string): readonly SourceNeed[] {
  const { requirements, constraints, links, unknown } = manifests.requirements(path);
  const local = [...requirements, ...constraints].filter(
    ({ source, file }) => file === path && (source?.kind === 'path' || source?.kind === 'archive'),
  );
  const named = local.map(({ editable, text }) => (editable ? `-e ${text}` : text));
  const folders = links.filter(({ file }) => file === path).map(({ written }) => `--find-links ${written}`);
  const unnamed = unknown.filter(
    ({ path: name, reason }) => (reason === 'outside' && !/^\w+:/.test(name)) || (reason === 'missing' && name.includes('${')),
  );
  return [...named, ...folders, ...unnamed.map(({ path: name }) => name)].map((what) => ({
    reason: 'local-package',
    file: baseName(path),
    what,
  }));
}

function composerNeeds({ args }: PackageCommand, manifests: Manifests, folder: string): readonly SourceNeed[] {
  const project = manifests.project('composer', folder);
  if (!project) return [];
  const optimizes = hasOption(args, '-o', '--optimize-autoloader', '-a', '--classmap-authoritative');
  const needs: readonly SourceNeed[] = [
    ...project.sourceNeeds,
    ...(optimizes ? [{ reason: 'autoload' as const, file: 'composer.json', what: 'classmap' }] : []),
  ];
  return needs.filter(
    ({ reason }) =>
      !(reason === 'script' && hasOption(args, '--no-scripts')) && !(reason === 'autoload' && hasOption(args, '--no-autoloader')),
  );
}

/**
 * Whether an install runs scripts of the project, scripts of dependencies that read it, or compiles its `binding.gyp`: then it may create files
 * next to the installed packages.
 */
export function changesProject(command: PackageCommand, project: NodeProject): boolean {
  if (!isNodeTool(command.tool) || hasOption(command.args, '--ignore-scripts')) return false;
  return project.sourceNeedsOf(command.tool).some(({ reason, file }) => reason === 'script' || file === 'binding.gyp');
}

/** The parts of the manifests that could not be read and may therefore contain an obstacle. */
export function unknownOf(install: InstalledProject): readonly (UnreadFile | string)[] {
  return [...unknownFilesOf(install), ...unknownScriptsOf(install)];
}

/** The packages whose install scripts may read the sources. */
function unknownScriptsOf({ command: { tool, args }, manifests, folder }: InstalledProject): readonly string[] {
  if (!isNodeTool(tool) || hasOption(args, '--ignore-scripts')) return [];
  return manifests.project('node', folder)?.unknownScriptsOf(tool) ?? [];
}

function unknownFilesOf({ command, manifests, folder, sources }: InstalledProject): readonly UnreadFile[] {
  if (readsRequirements(command)) return sources.flatMap((path) => manifests.requirements(path).unknown);
  const ecosystem = ecosystemOfTool(command.tool);
  const unknown = ecosystem === undefined ? [] : (manifests.project(ecosystem, folder)?.unknown ?? []);
  return unknown.filter(({ reason }) => reason !== 'unread' && reason !== 'code');
}
