import type { FileHost } from '../host/host.ts';
import { relativePath } from '../host/uri.ts';

/** The text of a file that may be a link; undefined if that leads out of the folder: the builder sends the link itself. */
export async function readInside(files: FileHost, uri: string, folder: string, limit: number): Promise<string | undefined> {
  const [real, realFolder] = await Promise.all([files.resolveLinks(uri), files.resolveLinks(folder)]);
  return relativePath(realFolder, real) === undefined ? undefined : files.readText(uri, limit);
}
