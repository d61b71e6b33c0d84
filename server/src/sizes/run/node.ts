import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { isWithin } from '../../base/paths.ts';
import { downloadsOf } from '../../facts/node/downloads.ts';
import { folderOf, readNodeInstall } from '../../facts/node/install.ts';
import type { NodeInstall } from '../../facts/node/install.ts';
import { nodeTable } from '../../facts/node/table.ts';
import type { NodeTable } from '../../facts/node/table.ts';
import { closure, treeOfProject } from '../../facts/node/tree.ts';
import type { Libc, NodePackages, NodeTree } from '../../facts/node/tree.ts';
import { manifestsOf } from '../../manifests/manifests.ts';
import type { NodeProject } from '../../manifests/node/project.ts';
import { isNodeTool } from '../../manifests/node/project.ts';
import { hasOption } from '../../shell/tools/options.ts';
import { isMounted } from '../../facts/mounts.ts';
import { isSimulated } from '../../shell/tools/packages.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { addBytes, exactBytes } from '../bytes.ts';
import { estimateNodeLayer } from '../node/layer.ts';
import { addNodeCache } from './node-cache.ts';
import { imageFiles } from '../image-files.ts';
import type { Bytes, SizeSource } from '../size.ts';
import type { CommandContext, CommandReader } from './context.ts';
import { addManagerOfCorepack } from './corepack.ts';
import { addInstalled, nodeItem } from './node-installed.ts';

/** Installs of npm, Yarn, pnpm and Bun: of a project, of named packages, and for all users; and what `prune` removes. */
export const readNode: CommandReader = (context) => {
  const { command, draft, state } = context;
  const { packages } = command;
  if (!packages || !isNodeTool(packages.tool)) return false;
  addManagerOfCorepack(packages.tool, context);
  if (packages.verbText === 'prune') return readPrune(packages, context);
  const install = readNodeInstall(packages, context);
  if (!install) return false;
  if (isSimulated(packages)) return true;
  const table = nodeTable(state.assets);
  if (table.state !== 'known') {
    draft.addUnknown(table.state === 'pending' ? message('The table of packages is being loaded.') : table.reason);
    return true;
  }
  if (install.modules === undefined)
    draft.addUnknown(message('The folder in which {tool} installs packages is only known during the build.', { tool: install.tool })); // prettier-ignore
  else if (install.target === 'project') installProject(install, install.modules, table.value, packages, context);
  else installNamed(install, install.modules, table.value, packages, context);
  return true;
};

/** `npm prune --production`, `pnpm prune --prod`: the development packages of this layer go; those of earlier layers still count. */
function readPrune(packages: PackageCommand, context: CommandContext): boolean {
  const folder = folderOf(packages, context);
  const install = readNodeInstall({ ...packages, verb: 'install', verbText: '' }, context);
  if (folder === undefined || !install || install.development) {
    context.draft.addSmallFiles();
    return true;
  }
  removeAt(nodeItem(`${folder === '/' ? '' : folder}/node_modules`, 'development'), context);
  return true;
}

function removeAt(path: string, { draft, state }: CommandContext): void {
  const pattern = (other: string): boolean => isWithin(path, other);
  draft.remove(pattern, false);
  state.remove(pattern, draft);
}

function installProject(install: NodeInstall, modules: string, table: NodeTable, packages: PackageCommand, context: CommandContext): void {
  const { state, facts, instruction } = context;
  if (install.isFresh) {
    removeAt(modules, context);
    state.nodePackages.delete(modules);
  }
  const files = imageFiles(state, facts.build, facts.mountsOf(instruction));
  const project = manifestsOf(files).project('node', (install.folder ?? '/').slice(1));
  if (!project) {
    addUnknownProject(install, modules, context);
    return;
  }
  const tree = treeOfProject(project, install, table, libcOf(context));
  const isWhole = !isPartial(project, packages);
  if (isWhole && addInstalled({ install, modules, tree, table, usesYarnBerry: project.usesYarnBerry }, context)) return;
  // Yarn 1 removes what is not asked for.
  if (install.tool === 'yarn' && !install.development) removeAt(nodeItem(modules, 'development'), context);
  addTree(tree, { install, modules, project, packages, table }, context);
}

function installNamed(install: NodeInstall, modules: string, table: NodeTable, packages: PackageCommand, context: CommandContext): void {
  const found = closure(install.requests, table);
  const production = { known: found.known, guessed: [...found.guessed, ...install.nameless] };
  addTree({ evidence: 'manifest', production, development: { known: [], guessed: [] } }, { install, modules, project: undefined, packages, table }, context); // prettier-ignore
}

interface InstallOf {
  readonly install: NodeInstall;
  readonly modules: string;
  readonly project: NodeProject | undefined;
  readonly packages: PackageCommand;
  readonly table: NodeTable;
}

function addTree(tree: NodeTree, { install, modules, project, packages, table }: InstallOf, context: CommandContext): void {
  const { draft, state, command } = context;
  const isThere = state.nodePackages.get(modules) ?? new Set<string>();
  const missing = ({ known, guessed }: NodePackages): NodePackages => ({
    known: known.filter((one) => !isThere.has(`${one.package.name}@${one.package.version}`)),
    guessed: guessed.filter((name) => !isThere.has(name)),
  });
  const parts = { production: missing(tree.production), development: missing(tree.development) };
  const all = { known: [...parts.production.known, ...parts.development.known], guessed: [...parts.production.guessed, ...parts.development.guessed] }; // prettier-ignore
  const { count, archives, files } = estimateNodeLayer(table, all);
  const detail = detailOf(all, tree, install);
  if (count === 0) draft.add({ parts: [], bytes: exactBytes(0), source: 'packages', detail });
  const guessed = estimateNodeLayer(table, { known: [], guessed: all.guessed }).files;
  const source: SizeSource = guessed.likely > files.likely * mostGuessed || isPartial(project, packages) ? 'heuristic' : 'packages';
  for (const part of ['production', 'development'] as const) {
    const layer = estimateNodeLayer(table, parts[part]);
    if (layer.count === 0) continue;
    const bytes = arranged(layer.files, tree, install, isPartial(project, packages));
    const path = nodeItem(modules, part);
    draft.add({ parts: layer.parts, bytes, source, path, detail });
    put(path, addBytes(bytes, before(path, context)), context);
  }
  state.nodePackages.set(modules, new Set([...isThere, ...all.known.map((one) => `${one.package.name}@${one.package.version}`), ...all.guessed])); // prettier-ignore
  if (install.scripts) {
    for (const { name, bytes, path } of downloadsOf(all, { command, modules })) {
      draft.add({ parts: [{ name, bytes: bytes.likely }], bytes, source: 'heuristic', path, detail: message('What the install script of {name} downloads or compiles.', { name }) }); // prettier-ignore
      put(path, bytes, context);
    }
  }
  addNodeCache({ archives, files, count, withLock: tree.evidence === 'lock', berry: project?.usesYarnBerry === true, source }, context);
}

/** Records files for later stages, unless they are on a mount. */
function put(path: string, bytes: Bytes, { draft, state, facts, instruction }: CommandContext): void {
  if (!isMounted(facts.mountsOf(instruction), path)) state.put(path, bytes.likely, draft, { interval: bytes });
}

/** The share of guessed packages above which the whole is a guess. */
const mostGuessed = 0.15;

/** What an earlier command has installed at the same path. */
function before(path: string, { state }: CommandContext): Bytes {
  const [file] = state.filesAt((other) => other === path).files;
  return file ? (file.interval ?? exactBytes(file.bytes)) : exactBytes(0);
}

/** Whether a command installs only some of the projects whose packages the lock file lists. */
function isPartial(project: NodeProject | undefined, { args, verbText }: PackageCommand): boolean {
  if (!project?.isMonorepo) return false;
  return hasOption(args, '-w', '--workspace', '-F', '--filter') || verbText === 'workspaces focus';
}

/**
 * npm, Yarn and Bun put a package into node_modules more than once where versions conflict. A lock file of npm lists each copy. Measured with
 * the sets of scripts/node/sets.txt: 1 % of the bytes at the median, 14 % in the ninth tenth.
 */
function arranged(bytes: Bytes, { evidence }: NodeTree, { tool }: NodeInstall, isPartly: boolean): Bytes {
  const copies = (evidence === 'lock' && tool === 'npm') || tool === 'pnpm' ? exactBytes(1) : { low: 1, likely: 1.02, high: 1.15 };
  // Versions change until the build, and with them what packages require.
  const drift = evidence === 'lock' ? exactBytes(1) : { low: 0.85, likely: 1, high: 1.2 };
  return {
    low: Math.round(bytes.low * copies.low * drift.low * (isPartly ? 0.1 : 1)),
    likely: Math.round(bytes.likely * copies.likely * drift.likely),
    high: Math.round(bytes.high * copies.high * drift.high),
  };
}

/**
 * Bytes of node_modules if nothing is known about the project. The sets of scripts/node/sets.txt have 46 MB in the first tenth, 126 MB at the
 * median and 394 MB in the ninth tenth; widened, because projects have less than one of them or combine several.
 */
const usualProject = {
  all: { low: 5_000_000, likely: 180_000_000, high: 900_000_000 },
  production: { low: 1_000_000, likely: 60_000_000, high: 500_000_000 },
};
/** A package on average, for the cache. */
const usualPackage = { files: 300_000, archive: 0.25 };

function addUnknownProject(install: NodeInstall, modules: string, context: CommandContext): void {
  const { draft, state } = context;
  const bytes = install.development ? usualProject.all : usualProject.production;
  const detail = message('The manifests of the project are not known: this is what {tool} usually installs.', { tool: install.tool });
  const path = nodeItem(modules, 'production');
  if (state.nodePackages.has(modules)) {
    draft.add({ parts: [], bytes: { low: 0, likely: 0, high: bytes.high / 10 }, source: 'heuristic', path, detail });
    return;
  }
  draft.add({ parts: [{ name: message('packages'), bytes: bytes.likely }], bytes, source: 'heuristic', path, detail });
  put(path, bytes, context);
  state.nodePackages.set(modules, new Set());
  const part = (of: number): Bytes => ({ low: bytes.low * of, likely: bytes.likely * of, high: bytes.high * of });
  const count = Math.round(bytes.likely / usualPackage.files);
  addNodeCache({ archives: part(usualPackage.archive), files: bytes, count, withLock: false, berry: false, source: 'heuristic' }, context);
}

function libcOf({ model, instruction }: CommandContext): Libc {
  return model.stageOf(instruction)?.distro === 'alpine' ? 'musl' : 'glibc';
}

function detailOf(packages: NodePackages, { evidence }: NodeTree, { tool, requests, nameless, target }: NodeInstall): Message {
  const { known, guessed } = packages;
  const count = known.length + guessed.length;
  if (count === 0) return message('{tool} has nothing to install: the packages are already installed.', { tool });
  const names = guessed.slice(0, 3).join(', ');
  if (evidence === 'lock') {
    return guessed.length === 0
      ? message('Packages of the lock file that {tool} installs: {count}.', { tool, count })
      : message('Packages of the lock file that {tool} installs: {count}, of which {guessed} are not in the table, so that their sizes are guessed: {names}.', { tool, count, guessed: guessed.length, names }); // prettier-ignore
  }
  if (guessed.length > 0) {
    return message('Packages that {tool} installs: {count}, of which {guessed} are not in the table, so that their sizes are guessed: {names}.', { tool, count, guessed: guessed.length, names }); // prettier-ignore
  }
  if (target === 'project') return message('Packages that {tool} installs for the dependencies in package.json: {count}.', { tool, count });
  return message('Packages that {tool} installs: {count}, of which requested: {asked}.', { tool, count, asked: requests.length + nameless.length }); // prettier-ignore
}
