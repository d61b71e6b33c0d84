import { isUtf8 } from 'node:buffer';
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { ReadOnlyFolderError, replaceFile } from '../host/replace-file.ts';
import { Failure } from './terminal.ts';

/** Why a file could not be read or written, by the error code of Node.js. */
const reasons: Readonly<Record<string, Message>> = {
  ENOENT: message('the file does not exist'),
  ENOTDIR: message('the file does not exist'),
  EACCES: message('permission denied'),
  EPERM: message('permission denied'),
  EROFS: message('the file cannot be written'),
  EISDIR: message('this is a folder'),
  ELOOP: message('the symbolic links form a loop'),
  EBUSY: message('the file is in use and cannot be replaced'),
  ENOSPC: message('no space left on the disk'),
  EDQUOT: message('the disk quota is exceeded'),
  EFBIG: message('the file is too large'),
};

/** The encoding that `>` of PowerShell writes, among others. https://www.unicode.org/faq/utf_bom.html */
const utf16Marks: ReadonlySet<string> = new Set(['fffe', 'feff']);

// Synchronous: the files are read one by one, and awaiting each would take Node.js ten times as long.

/** Maximum length of a file in bytes: more than any Dockerfile, and little enough for memory if the file is a device without an end. */
const longestFile = 16_000_000;

/**
 * Reads a file as UTF-8, like the builder; invalid bytes become U+FFFD. Pipes that the user names are read as well. `file`: absolute path.
 * Throws a Failure, also for more than 16 MB.
 */
export function readText(file: string): string {
  return decode(orFailure(() => readBytes(file)));
}

function readBytes(file: string): Buffer {
  const handle = openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let length = 0; length <= longestFile;) {
      const chunk = Buffer.allocUnsafe(64 * 1024);
      const read = readSync(handle, chunk);
      if (read === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, read));
      length += read;
    }
    throw new Failure(message('the file is longer than {count} MB', { count: longestFile / 1_000_000 }));
  } finally {
    closeSync(handle);
  }
}

/**
 * Writes a file that was read; it has its old contents or all of the new ones, whatever fails (replace-file.ts). Throws a Failure, also if
 * bytes that are not UTF-8 would be lost.
 */
export function writeText(file: string, text: string): void {
  // Reading a pipe again would block.
  if (!orFailure(() => statSync(file)).isFile()) throw new Failure(message('not written: this is not a regular file'));
  if (!isUtf8(orFailure(() => readFileSync(file))))
    throw new Failure(message('not written: the file is not valid UTF-8, and writing it would lose bytes'));
  orFailure(() => replaceFile(file, text));
}

/** Creates a file with a text, or replaces one that is there. Throws a Failure. */
export function createText(file: string, text: string): void {
  if (existsSync(file)) writeText(file, text);
  else orFailure(() => writeFileSync(file, text, { flag: 'wx' }));
}

function decode(bytes: Buffer): string {
  if (utf16Marks.has(bytes.toString('hex', 0, 2))) throw new Failure(message('the file is UTF-16; builders only read UTF-8'));
  return bytes.toString('utf8');
}

function orFailure<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = reasonOf(error);
    throw reason ? new Failure(reason, { cause: error }) : error;
  }
}

function reasonOf(error: unknown): Message | undefined {
  if (error instanceof Failure) return error.text;
  if (error instanceof ReadOnlyFolderError) return message('not written: no file can be created in its folder');
  return reasons[(error as NodeJS.ErrnoException).code ?? ''];
}
