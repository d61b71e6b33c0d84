import { memoizeWeak } from '../base/memoize.ts';
import { joinPath } from '../base/paths.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { ContextSnapshot } from '../context/context.ts';
import { foldersByRole } from '../knowledge/folders.ts';

/** Packages that somebody has installed in the folder of a project. */
export interface InstalledTree {
  readonly bytes: number;
  /** Bytes of the files of each package, by name; all copies of a package together. */
  readonly packages: ReadonlyMap<string, number>;
}

const [nodeModules = ''] = foldersByRole.installed;

/** The trees of JavaScript packages in a snapshot, by the folder that contains node_modules. */
const treesIn = memoizeWeak(({ entries }: ContextSnapshot): ReadonlyMap<string, InstalledTree> => {
  const trees = new Map<string, { bytes: number; readonly packages: Map<string, number> }>();
  for (const { path, kind, size } of entries) {
    if (kind !== 'file' || !path.includes(`${nodeModules}/`)) continue;
    const parts = path.split('/');
    const first = parts.indexOf(nodeModules);
    // What tools keep in node_modules/.cache is no package.
    if (parts[first + 1] === '.cache') continue;
    const folder = parts.slice(0, first).join('/');
    let tree = trees.get(folder);
    if (!tree) trees.set(folder, (tree = { bytes: 0, packages: new Map() }));
    const last = parts.lastIndexOf(nodeModules);
    const name = parts.slice(last + 1, last + (parts[last + 1]?.startsWith('@') ? 3 : 2)).join('/');
    tree.bytes += size;
    tree.packages.set(name, (tree.packages.get(name) ?? 0) + size);
  }
  return trees;
});

/** The JavaScript packages that are installed in a folder of the build context; undefined if none are, or the folder was not listed. */
export function installedModules(build: BuildContext, folder: string): InstalledTree | undefined {
  if (build.snapshot.state !== 'known' || build.snapshot.value.truncated) return undefined;
  return treesIn(build.snapshot.value).get(folder);
}

/** The bytes of the files in a folder of the build context, such as `vendor`; undefined if it has none, or was not listed. */
export function installedFolder(build: BuildContext, folder: string, name: string): number | undefined {
  if (build.snapshot.state !== 'known' || build.snapshot.value.truncated) return undefined;
  const inside = `${joinPath(folder, name)}/`;
  const bytes = build.snapshot.value.entries.reduce((sum, { path, kind, size }) => (kind === 'file' && path.startsWith(inside) ? sum + size : sum), 0); // prettier-ignore
  return bytes > 0 ? bytes : undefined;
}
