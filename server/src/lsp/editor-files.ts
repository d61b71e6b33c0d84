import { baseName } from '../base/paths.ts';
import type { ContextEntry } from '../context/context.ts';
import type { ClientRequests, Listing } from './messages.ts';
import type { FileHost } from '../host/host.ts';

/** Sends a request to Layerwise's own client; rejects if it cannot answer. */
export type AskClient = <M extends keyof ClientRequests>(method: M, params: ClientRequests[M][0]) => Promise<ClientRequests[M][1]>;

const kinds: Readonly<Record<Listing['entries'][number][1], ContextEntry['kind']>> = { f: 'file', d: 'directory', l: 'symlink' };

/** Files as the editor sees them: the only ones in the web worker; in the Node.js host, those of virtual file systems. */
export function editorFiles(ask: AskClient): FileHost {
  return {
    async readText(uri, limit) {
      return (await quietly(ask('layerwise/readText', { uri, limit }))) ?? undefined;
    },

    async readHead(uri, bytes) {
      const base64 = await quietly(ask('layerwise/readHead', { uri, bytes }));
      return typeof base64 === 'string' ? Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) : undefined;
    },

    async list(uri, limit, skip = []) {
      const listing = await quietly(ask('layerwise/list', { uri, limit, skip }));
      if (!listing) return undefined;
      const names = new Set(skip);
      return {
        entries: listing.entries.map(([path, kind, size]): ContextEntry => {
          const isUnread = kind === 'd' && names.has(baseName(path));
          return { path, kind: kinds[kind], size, ...(isUnread && { isUnread }) };
        }),
        truncated: listing.truncated,
      };
    },

    resolveLinks: (uri) => Promise.resolve(uri),
  };
}

async function quietly<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch {
    return undefined;
  }
}
