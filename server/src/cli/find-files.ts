import { appendAll } from '../base/lists.ts';
import { hasSourceExtension, isTemplateName } from '../knowledge/file-names.ts';
import { foldersWith } from '../knowledge/folders.ts';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isIgnoreFileName } from '../context/dockerignore/file-name.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';

/** Names of files to find in a folder: `Dockerfile`, `Dockerfile.*`, `*.Dockerfile`, `Containerfile*`. Templates and ignore files must be named. */
function isWanted(name: string): boolean {
  const isNamed = /^(?:Dockerfile(?:\..+)?|.+\.Dockerfile|Containerfile.*)$/i.test(name);
  return isNamed && !isSource(name) && !isTemplateName(name) && !isIgnoreFileName(name);
}

/** A program or a text about Dockerfiles: `dockerfile.go`. `Dockerfile.go`, with a capital, may be a Dockerfile for Go. */
function isSource(name: string): boolean {
  return /^(?:dockerfile|containerfile)\./.test(name) && hasSourceExtension(name);
}

/** Folders with files of other projects. */
const skipped: ReadonlySet<string> = new Set(foldersWith('versionControl', 'installed'));

/** A file to read, or the reason why a path cannot be searched. */
export interface Found {
  readonly path: string;
  /** The folder that was named and searched; undefined if the file itself was named. */
  readonly folder: string | undefined;
  readonly error: Message | undefined;
}

/** The files, each one once, and the named folders that contain none. */
export interface Search {
  readonly files: readonly Found[];
  readonly empty: readonly string[];
}

/** Finds the files for the given paths: files and `-` themselves, folders recursively, sorted by name. */
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

/** The entries of a folder, or the reason why it cannot be read. */
async function search(name: string, folder: string): Promise<Omit<Found, 'folder'>[]> {
  const entries = await readdir(path.resolve(folder, name), { withFileTypes: true }).catch((error: Error) => error);
  if (entries instanceof Error) return [{ path: name, error: message('cannot read the folder') }];
  const found: Omit<Found, 'folder'>[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const at = path.join(name, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) appendAll(found, await search(at, folder));
    } else if (isWanted(entry.name)) {
      // Reading a pipe would block. A link may lead to one, or to a folder, which is searched where it really is.
      const isReadable = entry.isSymbolicLink() ? await isFileOrBroken(path.resolve(folder, at)) : entry.isFile();
      if (isReadable) found.push({ path: at, error: undefined });
    }
  }
  return found;
}

function isFolder(file: string): Promise<boolean> {
  return stat(file).then((stats) => stats.isDirectory(), () => false); // prettier-ignore
}

/** A broken link is read, so that its error is reported. */
function isFileOrBroken(file: string): Promise<boolean> {
  return stat(file).then((stats) => stats.isFile(), () => true); // prettier-ignore
}
