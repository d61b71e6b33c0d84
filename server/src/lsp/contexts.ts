import type { FileEvent } from 'vscode-languageserver';
import type { BuildContext } from '../context/build-context.ts';
import type { External } from '../base/external.ts';
import type { ContextSnapshot } from '../context/context.ts';
import type { BuildEvidence } from '../workspace/discovery/sources.ts';
import { createBuildContext } from '../context/snapshot-context.ts';
import { contextIn } from '../workspace/discover.ts';
import type { Builds } from '../workspace/discover.ts';
import { gatherContext } from '../workspace/gather.ts';
import type { ContextRequest } from '../workspace/gather.ts';
import type { FileHost } from '../host/host.ts';
import { absoluteUri, isAbsolute, joinUri, parentOf, relativePath } from '../host/uri.ts';
import type { ContextSources } from '../languages/dockerfile/context-sources.ts';
import { message } from '../base/message.ts';
import type { Discoveries } from './discoveries.ts';
import type { Listings } from './listings.ts';
import type { Settings } from './settings.ts';
import { Scheduler } from './scheduler.ts';

/** What decides from which folder a document is built, and what of that folder must be looked into. */
export interface Need {
  readonly settings: Settings;
  /** The workspace's folder that the document is in. */
  readonly folder: string | undefined;
  readonly sources: ContextSources;
}

/** Which folder a document is built from, and what says so. */
export interface ChosenContext {
  /** URI of the folder. */
  readonly root: string;
  readonly by: 'setting' | 'evidence' | 'guess';
  /** Where it is said, for `by: 'evidence'`; the path is relative to `workspace`. */
  readonly evidence: BuildEvidence | undefined;
  /** URI of the folder that was searched for evidence. */
  readonly workspace: string;
}

const pending = createBuildContext({ state: 'pending' });
const unsaved = createBuildContext({
  state: 'unavailable',
  reason: message('The file is not saved yet, so its build context is not known.'),
});

/** Milliseconds to wait while somebody types in an ignore file. */
const typingRestMs = 150;

/** What is known of one open document's context. */
interface Known {
  need: Need;
  /** The need as a text, to tell whether it is the same. */
  asked: string;
  chosen: ChosenContext | undefined;
  build: BuildContext;
  /** Under way while the workspace is being searched for what says how the document is built. */
  choosing: Promise<void> | undefined;
  /** What `build` was, or is being, read for. */
  request: ContextRequest | undefined;
  /** The newest reading: one that is overtaken is thrown away. */
  reading: Promise<void> | undefined;
}

/**
 * The build contexts of the open documents: chosen, read in the background, read again when files change. A document is served with what
 * is known at the moment, `pending` at first, and `changed` is called with its URI when that is no longer the last word.
 */
export class Contexts {
  private readonly files: FileHost;
  private readonly changed: (uri: string) => void;
  private readonly documents = new Map<string, Known>();
  private readonly listings: Listings;
  private readonly discoveries: Discoveries;
  private readonly reread = new Scheduler((root) => this.readAgain(root));
  private readonly stale = new Scheduler((root) => {
    this.listings.forget(root, 'even under way');
    this.readAgain(root);
  });

  constructor(files: FileHost, listings: Listings, discoveries: Discoveries, changed: (uri: string) => void) {
    this.files = files;
    this.changed = changed;
    this.listings = listings;
    this.discoveries = discoveries;
  }

  /** The context as it is known now. */
  of(uri: string): BuildContext {
    if (!isSaved(uri)) return unsaved;
    return this.documents.get(uri)?.build ?? pending;
  }

  /** The folder that the document was last seen to be built from; undefined where there is none, or none yet. */
  rootOf(uri: string): string | undefined {
    return this.documents.get(uri)?.chosen?.root;
  }

  /** The same with what says so. */
  chosenFor(uri: string): ChosenContext | undefined {
    return this.documents.get(uri)?.chosen;
  }

  /** Says what the document needs. Starts a reading when that is not what is known. */
  need(uri: string, need: Need): void {
    if (!isSaved(uri)) return;
    const asked = JSON.stringify([need.settings.context, need.folder, need.sources]);
    let known = this.documents.get(uri);
    if (known?.asked === asked) return;
    if (!known) {
      known = { need, asked, chosen: undefined, build: pending, choosing: undefined, request: undefined, reading: undefined };
      this.documents.set(uri, known);
      this.discoveries.opened(workspaceOf(uri, need));
    }
    known.need = need;
    known.asked = asked;
    this.choose(uri, known);
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
  filesChanged(changes: readonly FileEvent[]): void {
    for (const root of this.roots) {
      if (changes.some(({ uri }) => this.concerns(root, uri))) this.stale.schedule(root, this.listings.rest(root));
    }
  }

  /** What is open in the editor was changed and not saved: an ignore file counts as it is written now. */
  textChanged(uri: string): void {
    for (const root of this.roots) if (this.concerns(root, uri)) this.reread.schedule(root, typingRestMs);
  }

  /** What a workspace's folder says about builds is known anew. */
  discovered(workspace: string): void {
    for (const [uri, known] of this.documents) if (workspaceOf(uri, known.need) === workspace) this.choose(uri, known);
  }

  forget(uri: string): void {
    const root = this.rootOf(uri);
    this.documents.delete(uri);
    if (root === undefined || this.documentsOf(root).length > 0) return;
    this.listings.forget(root, 'even under way');
    this.stale.cancel(root);
    this.reread.cancel(root);
  }

  private get roots(): ReadonlySet<string> {
    return new Set([...this.documents.values()].flatMap((known) => known.chosen?.root ?? []));
  }

  private concerns(root: string, uri: string): boolean {
    if (relativePath(root, uri) !== undefined) return true;
    return this.documentsOf(root).some(([dockerfile]) => uri === `${dockerfile}.dockerignore`);
  }

  private documentsOf(root: string): readonly (readonly [string, Known])[] {
    return [...this.documents].filter(([, known]) => known.chosen?.root === root);
  }

  private choose(uri: string, known: Known): void {
    const chosen = this.choiceFor(uri, known.need);
    if (!chosen) {
      known.choosing ??= this.discoveries.settled(workspaceOf(uri, known.need)).then(() => {
        known.choosing = undefined;
        if (this.documents.get(uri) === known) this.choose(uri, known);
      });
      known.reading = known.choosing;
      return;
    }
    const before = known.chosen;
    known.chosen = chosen;
    if (before?.root !== chosen.root) {
      known.build = pending;
      // An editor that watches no files for us must not leave us with a listing of yesterday.
      this.listings.forget(chosen.root);
    }
    const { copySources, addSources } = known.need.sources;
    const request = { root: chosen.root, dockerfile: uri, copySources, addSources, guessed: chosen.by === 'guess' };
    if (JSON.stringify(request) !== JSON.stringify(known.request)) {
      known.request = request;
      this.read(uri, known, request);
    } else if (JSON.stringify(before?.evidence) !== JSON.stringify(chosen.evidence)) this.changed(uri);
  }

  /** Undefined while the workspace is being searched for what says it. */
  private choiceFor(uri: string, need: Need): ChosenContext | undefined {
    const workspace = workspaceOf(uri, need);
    // A setting says it without a search.
    const builds = need.settings.context === undefined ? this.discoveries.known(workspace) : undefined;
    return builds || need.settings.context !== undefined ? chosenFolder(uri, need, builds) : undefined;
  }

  private readAgain(root: string): void {
    for (const [uri, known] of this.documentsOf(root)) if (known.request) this.read(uri, known, known.request);
  }

  private read(uri: string, known: Known, request: ContextRequest): void {
    const reading = this.listings
      .of(request.root)
      .then((listed) => gatherContext(this.files, request, listed))
      .then((context) => {
        const isNews = known.reading === reading && this.documents.get(uri) === known && !isSame(known.build.snapshot, context);
        if (!isNews) return;
        known.build = createBuildContext(context);
        this.changed(uri);
      });
    known.reading = reading;
  }
}

/** Which folder a Dockerfile is built from: the setting's, else what the workspace says. */
export function chosenFolder(uri: string, need: Need, builds: Builds | undefined): ChosenContext {
  const workspace = workspaceOf(uri, need);
  const { context } = need.settings;
  if (context !== undefined) {
    const root = isAbsolute(context) ? absoluteUri(uri, context) : joinUri(workspace, context);
    return { root, by: 'setting', evidence: undefined, workspace };
  }
  const choice = builds && contextIn(builds, uri, need.sources.copySources);
  if (!choice) return { root: parentOf(uri), by: 'guess', evidence: undefined, workspace };
  return { root: choice.root, by: choice.evidence ? 'evidence' : 'guess', evidence: choice.evidence, workspace };
}

function isSaved(uri: string): boolean {
  return !uri.startsWith('untitled:');
}

/** The folder that is searched: the workspace's; of a file that is open without one, its own. */
function workspaceOf(uri: string, { folder }: Need): string {
  return folder ?? parentOf(uri);
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
  const samePlace = a.root === b.root && a.guessed === b.guessed;
  return samePlace && sameIgnore && sameTexts && sameArchives && a.entries.length === b.entries.length && a.entries.every(sameEntry);
}
