import { memoize } from '../base/memoize.ts';
import type { ContextEntry } from '../context/context.ts';
import { excludesWholly } from '../context/unread.ts';
import { foldersWith } from '../knowledge/folders.ts';
import type { FileHost, Listed } from '../host/host.ts';
import { joinUri } from '../host/uri.ts';
import { readInside } from './read-inside.ts';

/** Maximum number of entries: a larger context is cut. */
export const mostEntries = 200_000;
/** An ignore file with more bytes is not read, because each path of the context is compared with its lines. */
export const mostIgnoreBytes = 1_000_000;
/** Folders with many files, of which few Dockerfiles copy anything. */
const largeFolders = foldersWith('versionControl', 'installed', 'cache');
/** How many listings with more folders are kept: Dockerfiles with the same context need the same ones. */
const mostExtended = 2;

/** Lists the folder of a build context for `ContextListing`. Undefined if it cannot be listed. Never rejects. */
export async function listContext(files: FileHost, root: string): Promise<ContextListing | undefined> {
  const ignore = await readInside(files, joinUri(root, '.dockerignore'), root, mostIgnoreBytes);
  const isSkipped = ignore === undefined ? undefined : excludesWholly(ignore);
  const base = await files.list(root, mostEntries, largeFolders, isSkipped);
  return base && new ContextListing(files, root, base);
}

/**
 * The listing of a build context at one moment, which several Dockerfiles share. At first, folders that are usually not needed are unread:
 * those that .dockerignore excludes, and those of installed packages, version control and caches. They are listed when one asks for them.
 */
export class ContextListing {
  /** With unread folders. */
  readonly base: Listed;
  private readonly files: FileHost;
  private readonly root: string;
  private readonly extended = memoize((_: string, folders: readonly string[]) => this.extend(folders), mostExtended);

  constructor(files: FileHost, root: string, base: Listed) {
    this.files = files;
    this.root = root;
    this.base = base;
  }

  /** The listing with all contents of these folders, which are unread in `base`. The same folders give the same object. Never rejects. */
  async with(folders: readonly string[]): Promise<Listed> {
    return folders.length === 0 ? this.base : this.extended(JSON.stringify(folders), folders);
  }

  private async extend(folders: readonly string[]): Promise<Listed> {
    const wanted = new Set(folders);
    let { truncated } = this.base;
    const entries: ContextEntry[] = [];
    for (const entry of this.base.entries)
      entries.push(wanted.has(entry.path) ? { path: entry.path, kind: entry.kind, size: entry.size } : entry);
    for (const folder of folders) {
      const listed = await this.files.list(joinUri(this.root, folder), mostEntries - entries.length);
      truncated ||= listed?.truncated === true;
      for (const { path, ...entry } of listed?.entries ?? []) entries.push({ path: `${folder}/${path}`, ...entry });
    }
    return { entries, truncated };
  }
}
