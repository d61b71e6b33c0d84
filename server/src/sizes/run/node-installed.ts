import { message } from '../../base/message.ts';
import { joinPath, parentOf } from '../../base/paths.ts';
import type { NodeInstall } from '../../facts/node/install.ts';
import type { NodeTable } from '../../facts/node/table.ts';
import type { NodePackages, NodeTree } from '../../facts/node/tree.ts';
import { exactBytes, multiplyBytes } from '../bytes.ts';
import { contextSource } from '../image-files.ts';
import { installedModules } from '../installed.ts';
import { estimateNodeLayer } from '../node/layer.ts';
import type { Bytes } from '../size.ts';
import type { CommandContext } from './context.ts';
import { addNodeCache } from './node-cache.ts';
import { addWritten } from './written.ts';

/** The development packages of a project are an item of their own, because a later command may remove them. */
export const nodeItem = (modules: string, part: 'production' | 'development'): string => `${modules}/${part}`;

/** Another platform than that of the image may have installed them, and not from the newest lock file. An estimate. */
const installedError: Bytes = { low: 0.9, likely: 1, high: 1.1 };

/** What an install of a project writes, and where. */
export interface InstalledProject {
  readonly install: NodeInstall;
  /** The folder that receives the packages. */
  readonly modules: string;
  /** What the lock file or manifest lists. */
  readonly tree: NodeTree;
  readonly table: NodeTable;
  readonly usesYarnBerry: boolean | undefined;
}

/**
 * Adds the packages of a project with the sizes that they have in node_modules of the build context: those for production by the lock file.
 * Returns false if nothing is installed there, or its folder was not listed.
 */
export function addInstalled({ install, modules, tree, table, usesYarnBerry }: InstalledProject, context: CommandContext): boolean {
  const { state, facts, instruction, draft } = context;
  const manifest = joinPath(install.folder ?? '/', 'package.json');
  const source = contextSource(manifest, state, facts.mountsOf(instruction));
  const installed = source === undefined ? undefined : installedModules(facts.build, parentOf(source));
  if (!installed || (!install.development && tree.evidence !== 'lock')) return false;
  const names = namesOf(tree.production);
  const production = [...installed.packages].reduce((sum, [name, bytes]) => (names.has(name) ? sum + bytes : sum), 0);
  const detail = message('The packages that are installed in the folder of the project: {count}.', { count: installed.packages.size });
  const add = (part: 'production' | 'development', size: number): void => {
    const parts = [...installed.packages]
      .filter(([name]) => names.has(name) === (part === 'production'))
      .map(([name, bytes]) => ({ name, bytes }));
    addWritten(context, { path: nodeItem(modules, part), bytes: multiplyBytes(exactBytes(size), installedError), source: 'installed', detail, parts }); // prettier-ignore
  };
  // Where a lock file does not tell them apart, all are one part.
  add('production', tree.evidence === 'lock' ? production : installed.bytes);
  if (install.development && tree.evidence === 'lock') add('development', installed.bytes - production);
  const all = { known: [...tree.production.known, ...tree.development.known], guessed: [...tree.production.guessed, ...tree.development.guessed] }; // prettier-ignore
  state.nodePackages.set(modules, namesOf(all));
  const { count, archives } = estimateNodeLayer(table, all);
  const files = draft.bytes ?? exactBytes(installed.bytes);
  addNodeCache({ archives, files, count, withLock: tree.evidence === 'lock', berry: usesYarnBerry === true, source: 'installed' }, context);
  return true;
}

function namesOf({ known, guessed }: NodePackages): ReadonlySet<string> {
  return new Set([...known.map((one) => one.package.name), ...guessed]);
}
