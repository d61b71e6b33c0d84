import { constants, promises as fs } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/** Bytes that are read at a time when a file is longer than its size says: it grows, or its file system does not know the size. */
const chunkBytes = 64 * 1024;

/** Opening a pipe for reading would otherwise wait for a writer. Windows does not have this flag, nor pipes among its files. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The contents of a regular file; undefined if it is longer than `limit` bytes, or is a folder, a pipe, a socket or a device, whose reading
 * could wait or go on forever. Rejects if it cannot be read.
 */
export async function readRegularFile(file: string, limit: number): Promise<Buffer | undefined> {
  return withRegularFile(file, async (handle, size) => {
    if (size > limit) return undefined;
    const bytes = await readStart(handle, limit + 1, size);
    return bytes.length > limit ? undefined : bytes;
  });
}

/** At most `most` bytes from the start of a regular file: see `readRegularFile`. */
export async function readStartOfFile(file: string, most: number): Promise<Buffer | undefined> {
  return withRegularFile(file, (handle, size) => readStart(handle, most, size));
}

async function withRegularFile<T>(file: string, read: (handle: FileHandle, size: number) => Promise<T>): Promise<T | undefined> {
  // Before it is opened too, because opening some devices has an effect.
  if (!(await fs.stat(file)).isFile()) return undefined;
  await using handle = await fs.open(file, withoutWaiting);
  const stats = await handle.stat();
  return stats.isFile() ? await read(handle, stats.size) : undefined;
}

/** Reads until the end of the file or until there are `most` bytes. `size`: the expected size. */
async function readStart(handle: FileHandle, most: number, size: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // One byte more than expected, so that a second read is not needed to see the end.
  let wanted = Math.min(most, size + 1);
  while (wanted > 0) {
    const chunk = Buffer.allocUnsafe(wanted);
    const { bytesRead } = await handle.read(chunk, 0, wanted, length);
    if (bytesRead === 0) break;
    chunks.push(chunk.subarray(0, bytesRead));
    length += bytesRead;
    if (length === size) break;
    wanted = Math.min(most - length, length < size ? size + 1 - length : chunkBytes);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}
