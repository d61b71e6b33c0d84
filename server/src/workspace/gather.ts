import { tarBlock, archiveFacts, detectCompression } from '../context/archive.ts';
import type { External } from '../base/external.ts';
import type { ArchiveFacts, ContextEntry, ContextSnapshot } from '../context/context.ts';
import { LazyWork } from '../base/lazy-work.ts';
import { memoizeWeak } from '../base/memoize.ts';
import { allAtOnce, sortedInSteps } from '../base/work.ts';
import type { RunWork } from '../base/work.ts';
import { entryTreeInSteps, entryTreeOf } from '../context/entry-tree.ts';
import type { EntryTree } from '../context/entry-tree.ts';
import { contextNeeds, maxFileBytes, prepareContextNeeds } from '../context/needs.ts';
import type { ContextNeeds, ContextSources } from '../context/needs.ts';
import { message } from '../base/message.ts';
import { referencesOf } from '../manifests/references.ts';
import type { FileHost, Listed } from '../host/host.ts';
import { mostIgnoreBytes } from './context-listing.ts';
import type { ContextListing } from './context-listing.ts';
import { readInside } from './read-inside.ts';
import { excludesWholly, needsContents } from '../context/unread.ts';
import { inflateGzip } from '../host/inflate.ts';
import { displayPath, joinUri, parentOf, relativePath } from '../host/uri.ts';

/** A manifest with more bytes is not read. */
const mostTextBytes = 8_000_000;
/** An archive up to this length is read completely, so that its members can be counted; of a longer one, only the start is read. */
const mostArchiveBytes = 32_000_000;
const archiveHeadBytes = 64 * 1024;

/** The context to read, and the Dockerfile that uses it. */
export interface ContextRequest extends ContextSources {
  /** URI of the context's folder. */
  readonly root: string;
  /** URI of the Dockerfile. */
  readonly dockerfile: string;
  /** Whether the folder is a guess: see `ContextSnapshot`. */
  readonly guessed?: boolean;
  /** Whether the whole context is listed, even what the sources do not need. */
  readonly listsAll?: boolean;
}

/**
 * Reads a build context: the ignore file in force, the manifests, and the kinds of archives that an ADD may unpack.
 * `run`: how long work is done; without it, all at once. `listing`: that of the root, which several Dockerfiles may share; what the sources need is added. Never rejects.
 */
export async function gatherContext(
  files: FileHost,
  request: ContextRequest,
  listing: ContextListing | undefined,
  run: RunWork = allAtOnce,
): Promise<External<ContextSnapshot>> {
  const { root, dockerfile } = request;
  if (!listing) return { state: 'unavailable', reason: message('Cannot read the build context {folder}.', { folder: displayPath(root) }) };
  const base = await run(entryTreeInSteps(await run(sortedEntries(listing.base).inSteps())));
  const ignore = await readIgnore(files, request, base, listing.base.truncated);
  if (ignore && ignore.text === undefined) return unreadable(ignore.path);
  const listed = await listing.with(neededFolders(base.unread, request, ignore?.text));
  const entries = await run(sortedEntries(listed).inSteps());
  await run(entryTreeInSteps(entries));
  await run(prepareContextNeeds(entries));
  const needs = contextNeeds(entries, request);
  const tree = entryTreeOf(entries);
  const readText = (path: string): Promise<string | undefined> =>
    tree.entry(path)?.kind === 'symlink'
      ? readInside(files, joinUri(root, path), root, mostTextBytes)
      : files.readText(joinUri(root, path), mostTextBytes);
  const [texts, archives] = await Promise.all([
    readTexts(needs, entries, readText),
    readAll(needs.archives, (path) => readArchive(files, joinUri(root, path), path, tree.entry(path)?.size ?? 0)),
  ]);
  const relative = relativePath(root, dockerfile);
  const value: ContextSnapshot = {
    root: displayPath(root),
    dockerfile: relative,
    entries,
    truncated: listed.truncated,
    ignore,
    texts,
    archives,
    ...(request.guessed && { isGuessed: true }),
  };
  return { state: 'known', value };
}

/** The unread folders whose contents decide what the sources of the request take. */
function neededFolders(
  unread: readonly string[],
  { listsAll, copySources, addSources, otherSources }: ContextRequest,
  ignoreText = '',
): readonly string[] {
  if (listsAll) return unread;
  const sources = [...new Set([...copySources, ...addSources, ...otherSources])];
  const isExcluded = excludesWholly(ignoreText);
  return unread.filter((folder) => sources.some((source) => needsContents(source, folder, isExcluded)));
}

/** Without its ignore file, the contents of a context are unknown. */
function unreadable(file: string): External<ContextSnapshot> {
  const text = message('Cannot read {file}. Files of more than {count} MB are not read.', { file, count: mostIgnoreBytes / 1_000_000 });
  return { state: 'unavailable', reason: text };
}

/**
 * The ignore file in force; its text is undefined if it is in the listing and cannot be read. `<Dockerfile>.dockerignore` next to the
 * Dockerfile takes precedence over the one in the root. https://docs.docker.com/build/concepts/context/#dockerignore-files
 */
async function readIgnore(
  files: FileHost,
  { root, dockerfile }: ContextRequest,
  listing: EntryTree,
  truncated: boolean,
): Promise<{ readonly path: string; readonly text: string } | { readonly path: string; readonly text: undefined } | undefined> {
  for (const [folder, uri] of [
    [parentOf(dockerfile), `${dockerfile}.dockerignore`],
    [root, joinUri(root, '.dockerignore')],
  ] as const) {
    const inner = relativePath(root, uri);
    const kind = inner === undefined ? undefined : listing.entry(inner)?.kind;
    if (inner !== undefined && kind === undefined && !truncated && !listing.isUnread(inner)) continue;
    // No part of the path of a listed file is a link.
    const text = kind === 'file' ? await files.readText(uri, mostIgnoreBytes) : await readInside(files, uri, folder, mostIgnoreBytes);
    const path = inner ?? displayPath(uri);
    if (text !== undefined || kind === 'file') return { path, text };
  }
  return undefined;
}

async function readArchive(files: FileHost, uri: string, path: string, size: number): Promise<ArchiveFacts | undefined> {
  const head = await files.readHead(uri, size <= mostArchiveBytes ? Math.max(size, tarBlock) : archiveHeadBytes);
  if (!head) return undefined;
  return archiveFacts(path, head, detectCompression(head) === 'gzip' ? await inflateGzip(head) : undefined);
}

/** Maximum depth of references (`-r` of `-r` of `-r`), and maximum number of files that are read for them. */
const maxReferenceDepth = 8;
const maxReferenced = 400;

/** Reads the files that the context needs, then those that they refer to: included lists, manifests of workspaces, parents and modules. */
async function readTexts(
  needs: ContextNeeds,
  entries: readonly ContextEntry[],
  read: (path: string) => Promise<string | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const tree = entryTreeOf(entries);
  const kinds = new Map<string, string | undefined>(needs.lists.map((path) => [path, 'requirements.txt']));
  let open = needs.texts;
  for (let depth = 0; open.length > 0; depth++) {
    const found = await readAll(open, read);
    for (const [path, text] of found) texts.set(path, text);
    if (depth === maxReferenceDepth) break;
    const referenced = new Map([...found].flatMap(([path, text]) => referencesOf(path, text, kinds.get(path))).flatMap(({ pattern, as }) =>
      tree.matching(pattern, true).flatMap((entry) => (isReadable(entry) ? [[entry.path, as] as const] : [])),
    )); // prettier-ignore
    open = [...referenced.keys()].filter((path) => !texts.has(path)).slice(0, Math.max(0, needs.texts.length + maxReferenced - texts.size));
    for (const path of open) kinds.set(path, referenced.get(path));
  }
  return texts;
}

function isReadable({ kind, size, path }: ContextEntry): boolean {
  return kind !== 'directory' && size <= maxFileBytes && !/(?:^|\/)node_modules\//.test(path);
}

/** How many files are read concurrently: starting hundreds of reads at once would block the server. */
const atOnce = 64;

export async function readAll<T extends {}>(
  paths: readonly string[],
  read: (path: string) => Promise<T | undefined>,
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  for (let from = 0; from < paths.length; from += atOnce) {
    const answers = await Promise.all(paths.slice(from, from + atOnce).map(async (path) => ({ path, answer: await read(path) })));
    for (const { path, answer } of answers) if (answer !== undefined) found.set(path, answer);
  }
  return found;
}

/** Sorted once per listing, which many Dockerfiles may share. */
const sortedEntries = memoizeWeak((listed: Listed) => new LazyWork(() => sortedInSteps(listed.entries, byPath)));

function byPath(a: ContextEntry, b: ContextEntry): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
