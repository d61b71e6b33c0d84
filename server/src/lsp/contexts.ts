import { FileChangeType } from 'vscode-languageserver';
import type { FileEvent } from 'vscode-languageserver';
import type { External } from '../base/external.ts';
import { message } from '../base/message.ts';
import type { ContextSnapshot } from '../context/context.ts';
import { isSameSnapshot } from '../context/same-snapshot.ts';
import { createBuildContext } from '../context/snapshot-context.ts';
import type { FileHost } from '../host/host.ts';
import { isSameUri, isUntitled, relativePath } from '../host/uri.ts';
import { gatherContext } from '../workspace/gather.ts';
import type { ContextRequest } from '../workspace/gather.ts';
import { ignoreSuffix, isIgnoreFileName } from '../context/dockerignore/file-name.ts';
import { chooseContext, searchedFolder } from './context-choice.ts';
import type { ChosenContext, ContextNeed } from './context-choice.ts';
import type { ContextStore, DocumentContext } from './context-store.ts';
import type { Discoveries } from './discoveries.ts';
import { Latest } from './latest.ts';
import type { Listings } from './listings.ts';
import { Scheduler } from './scheduler.ts';
import { inSlicesToEnd } from './slices.ts';

const pending = contextOf({ state: 'pending' });
const unsaved = contextOf({
  state: 'unavailable',
  reason: message('The build context is unknown because the file is not saved.'),
});

/** Milliseconds to wait while the user types in an ignore file. */
const typingRestMs = 150;

/** What is known of one open document's context. */
interface Known {
  need: ContextNeed;
  /** The need as a text, to detect whether it has changed. */
  needText: string;
  chosen: ChosenContext | undefined;
  now: DocumentContext;
  /** The key for which `now` was, or is being, read. */
  request: ContextRequest | undefined;
}

/** What `Contexts` reports. */
interface ContextListener {
  /** The context of a document has changed. */
  changed(uri: string): void;
  /** Documents have other build contexts than before. */
  rootsChanged(): void;
  /** An internal error. */
  failed(error: unknown): void;
}

/**
 * The build contexts of the open documents: chosen, read in the background, and read again when files change. A document gets what is
 * known at the moment, `pending` at first, and the listener is called when there is more.
 */
export class Contexts implements ContextStore {
  private readonly files: FileHost;
  private readonly listener: ContextListener;
  private readonly listings: Listings;
  private readonly discoveries: Discoveries;
  private readonly documents = new Map<string, Known>();
  private readonly readings: Latest<External<ContextSnapshot>>;
  /** The folders that the roots are when symbolic links are resolved: a client may report changes there. */
  private readonly realRoots = new Map<string, string>();
  private readonly realRootReadings: Latest<string>;
  private readonly reread = new Scheduler((root) => this.readAgain(root));
  private readonly stale = new Scheduler((root) => {
    this.listings.refresh(root);
    this.readAgain(root);
  });

  constructor(files: FileHost, listings: Listings, discoveries: Discoveries, listener: ContextListener) {
    this.files = files;
    this.listings = listings;
    this.discoveries = discoveries;
    this.listener = listener;
    const fail = (_: string, error: unknown): void => listener.failed(error);
    this.readings = new Latest({ deliver: (uri, context) => this.take(uri, context), fail });
    this.realRootReadings = new Latest({ deliver: (root, real) => void this.realRoots.set(root, real), fail });
  }

  /** The context as it is known now. */
  of(uri: string): DocumentContext {
    if (isUntitled(uri)) return unsaved;
    return this.documents.get(uri)?.now ?? pending;
  }

  /** The folder that a document is built from, and how it was chosen; undefined if it has none, or none yet. */
  chosenFor(uri: string): ChosenContext | undefined {
    return this.documents.get(uri)?.chosen;
  }

  /** The folders that settings or files of the workspace name as build contexts of open documents. */
  get namedRoots(): ReadonlySet<string> {
    return new Set([...this.documents.values()].flatMap(({ chosen }) => (chosen && chosen.by !== 'guess' ? chosen.root : [])));
  }

  /** Sets what the choice of a document's context depends on. Starts a reading when that has changed. */
  need(uri: string, need: ContextNeed): void {
    if (isUntitled(uri)) return;
    const needText = JSON.stringify([need.settings.context, need.folder, need.sources]);
    let known = this.documents.get(uri);
    if (known?.needText === needText) return;
    if (!known) {
      known = { need, needText, chosen: undefined, now: pending, request: undefined };
      this.documents.set(uri, known);
      this.discoveries.opened(searchedFolder(uri, need));
    }
    known.need = need;
    known.needText = needText;
    this.choose(uri, known);
  }

  /** Resolves when the document's context is chosen and no reading of it is under way. */
  async settled(uri: string): Promise<void> {
    const known = this.documents.get(uri);
    if (known && !known.chosen) await this.discoveries.settled(searchedFolder(uri, known.need));
    await this.readings.settled(uri);
  }

  /** Files were created, changed or deleted. */
  filesChanged(changes: readonly FileEvent[]): void {
    for (const root of this.roots) {
      if (changes.some((change) => this.concerns(root, change))) this.stale.schedule(root, this.listings.rest(root));
    }
  }

  /** The text of an ignore file in the editor counts. */
  textChanged(uri: string): void {
    if (!isIgnoreFileName(uri)) return;
    for (const root of this.roots) {
      if (this.concerns(root, { uri, type: FileChangeType.Changed })) this.reread.schedule(root, typingRestMs);
    }
  }

  /** What a folder of the workspace says about builds was read. */
  discovered(folder: string): void {
    for (const [uri, known] of this.documents) if (searchedFolder(uri, known.need) === folder) this.choose(uri, known);
  }

  forget(uri: string): void {
    const root = this.chosenFor(uri)?.root;
    this.documents.delete(uri);
    this.readings.cancel(uri);
    if (root === undefined) return;
    this.release(root);
    this.listener.rootsChanged();
  }

  private get roots(): ReadonlySet<string> {
    return new Set([...this.documents.values()].flatMap((known) => known.chosen?.root ?? []));
  }

  private concerns(root: string, { uri, type }: FileEvent): boolean {
    if (contains(root, uri) || contains(this.realRoots.get(root) ?? root, uri)) return true;
    // If a folder above the root is created or deleted, the root is too.
    if (type !== FileChangeType.Changed && contains(uri, root)) return true;
    return this.documentsOf(root).some(([dockerfile]) => isSameUri(uri, `${dockerfile}${ignoreSuffix}`));
  }

  private documentsOf(root: string): readonly (readonly [string, Known])[] {
    return [...this.documents].filter(([, known]) => known.chosen?.root === root);
  }

  /** Without effect while the workspace is being searched for what names the context: `discovered` is called when it has been. */
  private choose(uri: string, known: Known): void {
    const { need } = known;
    // A setting names the folder without a search.
    const builds = need.settings.context === undefined ? this.discoveries.known(searchedFolder(uri, need)) : undefined;
    const chosen = chooseContext(uri, need, builds);
    if (!chosen) return;
    const before = known.chosen;
    known.chosen = chosen;
    if (before?.root !== chosen.root) {
      known.now = pending;
      this.enter(chosen.root);
      if (before) this.release(before.root);
    }
    if (before?.root !== chosen.root || before.by !== chosen.by) this.listener.rootsChanged();
    const request = { root: chosen.root, dockerfile: uri, ...need.sources, guessed: chosen.by === 'guess' };
    if (JSON.stringify(request) !== JSON.stringify(known.request)) {
      known.request = request;
      this.read(uri, request);
    } else if (JSON.stringify(before?.evidence) !== JSON.stringify(chosen.evidence)) this.listener.changed(uri);
  }

  /** A document is built from this folder from now on. */
  private enter(root: string): void {
    // Some clients do not report changes of files: an old listing must not be reused.
    this.listings.markStale(root);
    this.realRootReadings.start(root, () => this.files.resolveLinks(root));
  }

  /** A document is no longer built from this folder. */
  private release(root: string): void {
    if (this.documentsOf(root).length > 0) return;
    this.listings.drop(root);
    this.realRoots.delete(root);
    this.realRootReadings.cancel(root);
    this.stale.cancel(root);
    this.reread.cancel(root);
  }

  private readAgain(root: string): void {
    for (const [uri, { request }] of this.documentsOf(root)) if (request) this.read(uri, request);
  }

  private read(uri: string, request: ContextRequest): void {
    this.readings.start(uri, async () => gatherContext(this.files, request, await this.listings.of(request.root), inSlicesToEnd));
  }

  private take(uri: string, context: External<ContextSnapshot>): void {
    const known = this.documents.get(uri);
    if (!known || isSameSnapshot(known.now.build.snapshot, context)) return;
    known.now = contextOf(context);
    this.listener.changed(uri);
  }
}

function contextOf(context: External<ContextSnapshot>): DocumentContext {
  return { build: createBuildContext(context), users: [] };
}

function contains(folder: string, uri: string): boolean {
  return relativePath(folder, uri) !== undefined;
}
