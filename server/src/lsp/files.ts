import type { FileHost } from '../host/host.ts';
import { isLocal } from '../host/uri.ts';

/** Reads the files of this machine itself, and those of a virtual file system through the editor. */
export function byScheme(local: FileHost, editor: FileHost): FileHost {
  const hostOf = (uri: string): FileHost => (isLocal(uri) ? local : editor);
  return {
    readText: (uri, limit) => hostOf(uri).readText(uri, limit),
    readHead: (uri, bytes) => hostOf(uri).readHead(uri, bytes),
    list: (uri, ...how) => hostOf(uri).list(uri, ...how),
    resolveLinks: (uri) => hostOf(uri).resolveLinks(uri),
  };
}
