import type { FileHost } from '../host/host.ts';

/** Reads what is on this machine itself, and everything else (a virtual file system) through the editor. */
export function byScheme(local: FileHost, editor: FileHost): FileHost {
  const hostOf = (uri: string): FileHost => (uri.startsWith('file:') ? local : editor);
  return {
    readText: (uri, limit) => hostOf(uri).readText(uri, limit),
    readHead: (uri, bytes) => hostOf(uri).readHead(uri, bytes),
    list: (uri, limit) => hostOf(uri).list(uri, limit),
  };
}
