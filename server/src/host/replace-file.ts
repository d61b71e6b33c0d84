import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import type { Stats } from 'node:fs';
import path from 'node:path';

/** No file can be created in the folder of the file to replace. */
export class ReadOnlyFolderError extends Error {}

/**
 * Replaces the contents of an existing file in one step: the text is written to a temporary file in the same folder, which is renamed over
 * the old file when it is complete and on the disk. Whatever fails, and however many processes do it at once, the file has its old contents
 * or all of the new ones. A symbolic link stays a link, and the file that it leads to is replaced. Mode and, where permitted, owner are kept.
 * `file`: absolute path. Throws a ReadOnlyFolderError, or the error of Node.js for everything else.
 */
export function replaceFile(file: string, text: string): void {
  const target = fs.realpathSync(file);
  // A read-only file would be replaced, because only the folder must be writable for that.
  fs.accessSync(target, fs.constants.W_OK);
  const temporary = path.join(path.dirname(target), `.layerwise-${randomBytes(8).toString('hex')}.tmp`);
  const handle = create(temporary);
  try {
    writeLike(handle, text, fs.statSync(target));
    fs.renameSync(temporary, target);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(path.dirname(target));
}

function create(file: string): number {
  try {
    return fs.openSync(file, 'wx', 0o600);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw ['EACCES', 'EPERM', 'EROFS'].includes(code) ? new ReadOnlyFolderError(file, { cause: error }) : error;
  }
}

/** Writes the file with the mode and the owner of the old one, and closes it. */
function writeLike(handle: number, text: string, old: Stats): void {
  try {
    fs.writeFileSync(handle, text);
    keepOwner(handle, old);
    // After the owner: changing that removes set-user-ID bits.
    fs.fchmodSync(handle, old.mode & 0o7777);
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/** Only root may give a file to another user; others may give it to a group that they are in. */
function keepOwner(handle: number, { uid, gid }: Stats): void {
  const own = fs.fstatSync(handle);
  if (own.uid === uid && own.gid === gid) return;
  if (!permitted(() => fs.fchownSync(handle, uid, gid))) permitted(() => fs.fchownSync(handle, own.uid, gid));
}

/** Makes the new name survive a power failure. Windows and some file systems cannot do that for folders. */
function syncFolder(folder: string): void {
  permitted(() => {
    const handle = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  });
}

function permitted(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
