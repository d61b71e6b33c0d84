import { promises as fs } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContextEntry } from '../context/context.ts';
import type { FileHost, Listed } from './host.ts';
import { trackRead } from './pending-reads.ts';
import { readRegularFile, readStartOfFile } from './read-file.ts';
import { fileUri } from './uri.ts';

/** Files of this machine, by `file:` URI. Other schemes cannot be read here. */
export const nodeFiles: FileHost = {
  async readText(uri, limit) {
    return quietly(async () => (await readRegularFile(fileURLToPath(uri), limit))?.toString('utf8'));
  },

  async readHead(uri, bytes) {
    return quietly(() => readStartOfFile(fileURLToPath(uri), bytes));
  },

  async list(uri, limit, skip = [], isSkipped = () => false) {
    const names = new Set(skip);
    return quietly(() => listFolder(fileURLToPath(uri), limit, (at) => names.has(path.basename(at)) || isSkipped(at)));
  },

  async resolveLinks(uri) {
    return (await quietly(async () => fileUri(await fs.realpath(fileURLToPath(uri))))) ?? uri;
  },
};

async function quietly<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await trackRead(read());
  } catch {
    return undefined;
  }
}

/** How many files are read concurrently: libuv uses four threads, more would only wait in memory. */
const atonce = 64;

/** Level by level, so that a cut list contains the entries near the root. Links are not followed; the builder does not follow them either. */
async function listFolder(root: string, limit: number, isSkipped: (at: string) => boolean): Promise<Listed> {
  const entries: ContextEntry[] = [];
  let level = [''];
  while (level.length > 0) {
    const next: string[] = [];
    for (const folder of level) {
      // Without the root, there is no list; other folders may be unreadable, or deleted in the meantime.
      const found = (await (folder === '' ? readFolder(root) : quietly(() => readFolder(path.join(root, folder))))) ?? [];
      for (let i = 0; i < found.length; i += atonce) {
        const batch = await Promise.all(found.slice(i, i + atonce).map((entry) => entryOf(root, folder, entry)));
        for (const entry of batch) {
          if (!entry) continue;
          if (entries.length === limit) return { entries, truncated: true };
          const isUnread = entry.kind === 'directory' && isSkipped(entry.path);
          entries.push(isUnread ? { ...entry, isUnread } : entry);
          if (entry.kind === 'directory' && !isUnread) next.push(entry.path);
        }
      }
    }
    level = next;
  }
  return { entries, truncated: false };
}

function readFolder(folder: string): Promise<Dirent[]> {
  return fs.readdir(folder, { withFileTypes: true });
}

/** Undefined for sockets, pipes and devices, which the builder does not send, and for files that were deleted in the meantime. */
async function entryOf(root: string, folder: string, entry: Dirent): Promise<ContextEntry | undefined> {
  const at = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (entry.isDirectory()) return { path: at, kind: 'directory', size: 0 };
  if (!entry.isFile() && !entry.isSymbolicLink()) return undefined;
  const stat = await quietly(() => fs.lstat(path.join(root, at)));
  if (!stat) return undefined;
  if (entry.isFile()) return { path: at, kind: 'file', size: stat.size, ...(stat.nlink > 1 && { inode: stat.ino }) };
  const linkTo = await quietly(() => fs.readlink(path.join(root, at)));
  return { path: at, kind: 'symlink', size: stat.size, ...(linkTo !== undefined && { linkTo }) };
}
