import type { ContextEntry } from './context.ts';

/**
 * The entries directly in a folder ('' is the root). Deeper entries are skipped by binary search, because the listing is sorted by path.
 */
export function childrenOf(entries: readonly ContextEntry[], folder: string): readonly ContextEntry[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const children = new Map<string, ContextEntry>();
  const end = folder === '' ? entries.length : firstFrom(entries, `${folder}0`);
  for (let i = firstFrom(entries, prefix); i < end;) {
    const entry = entries[i]!;
    const slash = entry.path.indexOf('/', prefix.length);
    const path = slash < 0 ? entry.path : entry.path.slice(0, slash);
    if (!children.has(path)) children.set(path, slash < 0 ? entry : { path, kind: 'directory', size: 0 });
    i = slash < 0 ? i + 1 : firstFrom(entries, `${path}0`);
  }
  return [...children.values()];
}

/**
 * Index of the first entry whose path is `path` or sorts after it. (`0` is the character after `/`: `a0` sorts after everything in `a/`.)
 */
function firstFrom(entries: readonly ContextEntry[], path: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (entries[mid]!.path < path) low = mid + 1;
    else high = mid;
  }
  return low;
}
