import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { isIgnoreFileName } from '../project/ignore-file-name.ts';
import { type Message, message } from '../text/message.ts';

/** Names of what is looked for in a folder: `Dockerfile`, `Dockerfile.*`, `*.Dockerfile`, `Containerfile*`, and ignore files. */
function isWanted(name: string): boolean {
  return /^(?:Dockerfile(?:\..+)?|.+\.Dockerfile|Containerfile.*)$/i.test(name) || isIgnoreFileName(name);
}

/** Folders that hold what others wrote, or made. */
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** A file to read, or why a path cannot be searched. */
export interface Found {
  readonly path: string;
  readonly error: Message | undefined;
}

/** The files that the paths name: files and `-` themselves, folders searched to their ends, in the order of their names. */
export async function findFiles(paths: readonly string[], folder: string): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of paths) {
    if (name === '-') found.push({ path: name, error: undefined });
    else {
      const isFolder = await stat(path.resolve(folder, name)).then((stats) => stats.isDirectory(), () => false); // prettier-ignore
      if (isFolder) found.push(...(await search(name, folder)));
      else found.push({ path: name, error: undefined });
    }
  }
  return found;
}

async function search(name: string, folder: string): Promise<Found[]> {
  const entries = await readdir(path.resolve(folder, name), { withFileTypes: true }).catch((error: Error) => error);
  if (entries instanceof Error) return [{ path: name, error: message('the folder cannot be read') }];
  const found: Found[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const at = path.join(name, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) found.push(...(await search(at, folder)));
    } else if (isWanted(entry.name)) found.push({ path: at, error: undefined });
  }
  return found;
}
