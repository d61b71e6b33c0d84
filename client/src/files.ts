import { FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ClientRequests, Listing } from '../../server/src/lsp/messages.ts';

/** Maximum number of listed entries: each one is a request to the editor's file system, which may be on a network. */
const mostEntries = 20_000;
/** Maximum number of concurrent requests. */
const atOnce = 32;

type Answers = { readonly [M in keyof ClientRequests]: (params: ClientRequests[M][0]) => Promise<ClientRequests[M][1]> };

/** Reads files for the server that only the editor's file system can read. */
export function answerFileRequests(client: BaseLanguageClient): void {
  for (const [method, answer] of Object.entries(answers) as [string, (params: unknown) => Promise<unknown>][]) {
    client.onRequest(method, (params: unknown) => quietly(answer(params)));
  }
}

const answers: Answers = {
  async 'layerwise/readText'({ uri, limit }) {
    const file = Uri.parse(uri, true);
    if ((await workspace.fs.stat(file)).size > limit) return null;
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  },

  async 'layerwise/readHead'({ uri, bytes }) {
    return base64((await workspace.fs.readFile(Uri.parse(uri, true))).subarray(0, bytes));
  },

  async 'layerwise/list'({ uri, limit, skip }) {
    return list(Uri.parse(uri, true), Math.min(limit, mostEntries), new Set(skip));
  },
};

async function quietly<T>(answer: PromiseLike<T>): Promise<T | null> {
  try {
    return await answer;
  } catch {
    return null; // the file does not exist, or cannot be read
  }
}

type Entry = Listing['entries'][number];

/** Level by level, so that a cut list contains the entries near the root. */
async function list(root: Uri, limit: number, skip: ReadonlySet<string>): Promise<Listing> {
  const entries: Entry[] = [];
  let level = [''];
  while (level.length > 0) {
    const found = (await inBatches(level, (folder) => readFolder(root, folder))).flat();
    entries.push(...found);
    if (entries.length > limit) return { entries: entries.slice(0, limit), truncated: true };
    level = found.filter(([path, kind]) => kind === 'd' && !skip.has(path.slice(path.lastIndexOf('/') + 1))).map(([path]) => path);
  }
  return { entries, truncated: false };
}

async function readFolder(root: Uri, folder: string): Promise<readonly Entry[]> {
  const children = await workspace.fs.readDirectory(Uri.joinPath(root, folder));
  return inBatches(children, async ([name, type]): Promise<Entry> => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (type & FileType.SymbolicLink) return [path, 'l', 0];
    if (type & FileType.Directory) return [path, 'd', 0];
    const stat = await quietly(workspace.fs.stat(Uri.joinPath(root, path)));
    return [path, 'f', stat?.size ?? 0];
  });
}

async function inBatches<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let i = 0; i < items.length; i += atOnce) done.push(...(await Promise.all(items.slice(i, i + atOnce).map(work))));
  return done;
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}
