import type { BuildContext } from '../context/build-context.ts';
import type { ContextSnapshot, External } from '../context/context.ts';
import { createBuildContext } from '../context/snapshot-context.ts';
import { type ContextRequest, MOST_ENTRIES, gatherContext } from '../host/gather.ts';
import type { FileHost, Listed } from '../host/host.ts';
import { absoluteUri, isAbsolute, joinUri, parentOf, relativePath } from '../host/uri.ts';
import { message } from '../text/message.ts';
import type { Settings } from './settings.ts';
import { Scheduler } from './scheduler.ts';

/** The source words that say which files of a context must be looked into. */
export type ContextSources = Pick<ContextRequest, 'copySources' | 'addSources'>;

const PENDING = createBuildContext({ state: 'pending' });
const UNSAVED = createBuildContext({
  state: 'unavailable',
  reason: message('The file is not saved yet, so its build context is not known.'),
});

/** A reading of a context may take this share of the time at the most: a folder that is slow to list is listed less often. */
const REST_FACTOR = 5;
const SHORTEST_REST_MS = 200;

/** What is known of one open document's context. */
interface Known {
  readonly root: string;
  build: BuildContext;
  /** The sources that `build` was, or is being, read for. */
  sources: string | undefined;
  request: ContextRequest | undefined;
  /** The newest reading: one that is overtaken is thrown away. */
  reading: Promise<void> | undefined;
}

/** A folder's listing; the documents that are built from one folder share it. */
interface Listing {
  readonly answer: Promise<Listed | undefined>;
  /** Milliseconds that it took; undefined while it is under way. */
  took: number | undefined;
}

/**
 * The build contexts of the open documents: read in the background, read again when files change. A document is served with what is
 * known at the moment, `pending` at first, and `changed` is called with its URI when that is no longer the last word.
 */
export class Contexts {
  private readonly files: FileHost;
  private readonly changed: (uri: string) => void;
  private readonly documents = new Map<string, Known>();
  private readonly listings = new Map<string, Listing>();
  private readonly stale = new Scheduler((root) => this.readAgain(root));

  constructor(files: FileHost, changed: (uri: string) => void) {
    this.files = files;
    this.changed = changed;
  }

  /** The context as it is known now. `folder`: the workspace folder that the document is in. */
  of(uri: string, settings: Settings, folder: string | undefined): BuildContext {
    const root = contextRoot(uri, settings, folder);
    if (root === undefined) return UNSAVED;
    let known = this.documents.get(uri);
    if (known?.root !== root) {
      known = { root, build: PENDING, sources: undefined, request: undefined, reading: undefined };
      this.documents.set(uri, known);
      // An editor that watches no files for us must not leave us with a listing of yesterday.
      if (this.listings.get(root)?.took !== undefined) this.listings.delete(root);
    }
    return known.build;
  }

  /** The folder that the document was last seen to be built from; undefined where there is none. */
  rootOf(uri: string): string | undefined {
    return this.documents.get(uri)?.root;
  }

  /** Says what the document copies, which decides what must be read. Starts a reading when it was not read for that. */
  need(uri: string, { copySources, addSources }: ContextSources): void {
    const known = this.documents.get(uri);
    if (!known) return;
    const sources = JSON.stringify([copySources, addSources]);
    if (known.sources === sources) return;
    known.sources = sources;
    known.request = { root: known.root, dockerfile: uri, copySources, addSources };
    this.read(uri, known);
  }

  /** Resolves when no reading of the document's context is under way. */
  async settled(uri: string): Promise<void> {
    const known = this.documents.get(uri);
    let awaited: Promise<void> | undefined;
    while (known?.reading !== awaited) {
      awaited = known?.reading;
      await awaited;
    }
  }

  /** Files were made, changed or removed. */
  filesChanged(uris: readonly string[]): void {
    for (const root of new Set([...this.documents.values()].map((known) => known.root))) {
      const listing = this.listings.get(root);
      if (!listing || !uris.some((uri) => this.concerns(root, uri))) continue;
      this.stale.schedule(root, Math.max(SHORTEST_REST_MS, (listing.took ?? 0) * REST_FACTOR));
    }
  }

  forget(uri: string): void {
    const root = this.rootOf(uri);
    this.documents.delete(uri);
    if (root === undefined || this.documentsOf(root).length > 0) return;
    this.listings.delete(root);
    this.stale.cancel(root);
  }

  private concerns(root: string, uri: string): boolean {
    if (relativePath(root, uri) !== undefined) return true;
    return this.documentsOf(root).some(([dockerfile]) => uri === `${dockerfile}.dockerignore`);
  }

  private documentsOf(root: string): readonly (readonly [string, Known])[] {
    return [...this.documents].filter(([, known]) => known.root === root);
  }

  private readAgain(root: string): void {
    this.listings.delete(root);
    for (const [uri, known] of this.documentsOf(root)) this.read(uri, known);
  }

  private read(uri: string, known: Known): void {
    const { request } = known;
    if (!request) return;
    const reading = this.list(known.root)
      .then((listed) => gatherContext(this.files, request, listed))
      .then((context) => {
        const isNews = known.reading === reading && this.documents.get(uri) === known && !isSame(known.build.snapshot, context);
        if (!isNews) return;
        known.build = createBuildContext(context);
        this.changed(uri);
      });
    known.reading = reading;
  }

  private list(root: string): Promise<Listed | undefined> {
    const known = this.listings.get(root);
    if (known) return known.answer;
    const started = Date.now();
    const listing: Listing = { answer: this.files.list(root, MOST_ENTRIES), took: undefined };
    void listing.answer.then(() => {
      listing.took = Date.now() - started;
    });
    this.listings.set(root, listing);
    return listing.answer;
  }
}

/** The folder that the Dockerfile is built from; undefined for what is not a file yet. */
function contextRoot(uri: string, { context }: Settings, folder: string | undefined): string | undefined {
  if (uri.startsWith('untitled:')) return undefined;
  const own = parentOf(uri);
  if (context === undefined) return own;
  return isAbsolute(context) ? absoluteUri(uri, context) : joinUri(folder ?? own, context);
}

/** Whether a new reading says what the last one said: a file that was saved within a context changes most often only its time. */
function isSame(before: External<ContextSnapshot>, after: External<ContextSnapshot>): boolean {
  if (before.state !== 'known' || after.state !== 'known') return false;
  const [a, b] = [before.value, after.value];
  const sameEntry = (entry: (typeof a.entries)[number], i: number): boolean => {
    const other = b.entries[i]!;
    return entry.path === other.path && entry.size === other.size && entry.kind === other.kind;
  };
  const sameTexts = a.texts.size === b.texts.size && [...a.texts].every(([path, text]) => b.texts.get(path) === text);
  const sameArchives = JSON.stringify([...a.archives]) === JSON.stringify([...b.archives]);
  const sameIgnore = a.ignore?.text === b.ignore?.text && a.ignore?.path === b.ignore?.path;
  return sameIgnore && sameTexts && sameArchives && a.entries.length === b.entries.length && a.entries.every(sameEntry);
}
