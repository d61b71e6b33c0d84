import { foldersWith } from '../knowledge/folders.ts';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isIgnoreFileName } from '../context/dockerignore/file-name.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';

/** Names of what is looked for in a folder: `Dockerfile`, `Dockerfile.*`, `*.Dockerfile`, `Containerfile*`. Ignore files are to be named. */
function isWanted(name: string): boolean {
  return /^(?:Dockerfile(?:\..+)?|.+\.Dockerfile|Containerfile.*)$/i.test(name) && !isIgnoreFileName(name);
}

/** Folders that hold what others wrote. */
const skipped: ReadonlySet<string> = new Set(foldersWith('versionControl', 'installed'));

/** A file to read, or why a path cannot be searched. */
export interface Found {
  readonly path: string;
  /** The folder that was named, and searched; undefined of a file that was named itself. */
  readonly folder: string | undefined;
  readonly error: Message | undefined;
}

/** What was found, each file once, and the folders that were named and have nothing in them. */
export interface Search {
  readonly files: readonly Found[];
  readonly empty: readonly string[];
}

/** The files that the paths name: files and `-` themselves, folders searched to their ends, in the order of their names. */
export async function findFiles(paths: readonly string[], folder: string): Promise<Search> {
  const files = new Map<string, Found>();
  const empty: string[] = [];
  for (const name of paths) {
    const isSearched = name !== '-' && (await isFolder(path.resolve(folder, name)));
    const found = isSearched ? await search(name, folder) : [{ path: name, error: undefined }];
    if (found.length === 0) empty.push(name);
    for (const each of found) {
      const key = each.path === '-' ? each.path : path.resolve(folder, each.path);
      if (!files.has(key)) files.set(key, { ...each, folder: isSearched ? name : undefined });
    }
  }
  return { files: [...files.values()], empty };
}

/** What a folder holds; why it cannot be searched, where nothing of it can be told. */
async function search(name: string, folder: string): Promise<Omit<Found, 'folder'>[]> {
  const entries = await readdir(path.resolve(folder, name), { withFileTypes: true }).catch((error: Error) => error);
  if (entries instanceof Error) return [{ path: name, error: message('cannot read the folder') }];
  const found: Omit<Found, 'folder'>[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const at = path.join(name, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) found.push(...(await search(at, folder)));
    } else if (isWanted(entry.name)) {
      // A pipe would be waited for, and what a link leads to may be a folder, which is searched where it is.
      const isNamedAlone = entry.isSymbolicLink() ? await isFolder(path.resolve(folder, at)) : !entry.isFile();
      if (!isNamedAlone) found.push({ path: at, error: undefined });
    }
  }
  return found;
}

function isFolder(file: string): Promise<boolean> {
  return stat(file).then((stats) => stats.isDirectory(), () => false); // prettier-ignore
}
