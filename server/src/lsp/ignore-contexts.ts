import type { FileEvent } from 'vscode-languageserver';
import type { FileHost } from '../host/host.ts';
import { parentOf } from '../host/uri.ts';
import { projectDockerfiles } from '../workspace/dockerfiles.ts';
import type { ProjectDockerfile, RootOf } from '../workspace/dockerfiles.ts';
import { gatherIgnoreContext, ignoreSubject } from '../workspace/ignore-context.ts';
import type { IgnoreContext } from '../workspace/ignore-context.ts';
import { isIgnoreFileName } from '../context/dockerignore/file-name.ts';
import { createBuildContext } from '../context/snapshot-context.ts';
import { chooseContext } from './context-choice.ts';
import type { ContextNeed } from './context-choice.ts';
import type { ContextStore, DocumentContext } from './context-store.ts';
import type { Discoveries } from './discoveries.ts';
import { Latest } from './latest.ts';
import type { Listings } from './listings.ts';
import { Scheduler } from './scheduler.ts';
import { inSlicesToEnd } from './slices.ts';

/** Maximum number of Dockerfiles in a workspace that are read. */
const mostDockerfiles = 60;
const restMs = 300;

/** The settings of a document and its workspace folder, which the choice of its context depends on. */
export type NeedOf = (uri: string) => Promise<Omit<ContextNeed, 'sources'>>;

const pending: DocumentContext = { build: createBuildContext({ state: 'pending' }), users: [] };

interface Known {
  now: DocumentContext;
  /** Files have changed since the folder was listed. */
  isListingStale: boolean;
}

/**
 * The build contexts of the open ignore files: read in the background, and again when files change. `changed` is called with the URI of
 * an ignore file after each reading.
 */
export class IgnoreContexts implements ContextStore {
  private readonly files: FileHost;
  private readonly listings: Listings;
  private readonly discoveries: Discoveries;
  private readonly needOf: NeedOf;
  private readonly documents = new Map<string, Known>();
  private readonly readings: Latest<IgnoreContext>;
  private readonly stale = new Scheduler((uri) => this.read(uri));

  constructor(
    files: FileHost,
    listings: Listings,
    discoveries: Discoveries,
    needOf: NeedOf,
    changed: (uri: string) => void,
    report: (error: unknown) => void,
  ) {
    this.files = files;
    this.listings = listings;
    this.discoveries = discoveries;
    this.needOf = needOf;
    this.readings = new Latest({
      deliver: (uri, { context, users }) => {
        const known = this.documents.get(uri);
        if (!known) return;
        known.now = { build: createBuildContext(context), users };
        changed(uri);
      },
      fail: (_, error) => report(error),
    });
  }

  of(uri: string): DocumentContext {
    return this.documents.get(uri)?.now ?? pending;
  }

  /** What an ignore file applies to depends on its folder alone: it is read once, and again when something changes. */
  need(uri: string): void {
    if (this.documents.has(uri)) return;
    this.documents.set(uri, { now: pending, isListingStale: true });
    this.read(uri);
  }

  settled(uri: string): Promise<void> {
    return this.readings.settled(uri);
  }

  filesChanged(changes: readonly FileEvent[]): void {
    if (changes.length === 0) return;
    for (const known of this.documents.values()) known.isListingStale = true;
    this.refresh();
  }

  /** The Dockerfiles that use an ignore file count as they are in the editor. */
  textChanged(uri: string): void {
    if (!isIgnoreFileName(uri)) this.refresh();
  }

  /** Settings have changed, or what the workspace says about builds. */
  refresh(): void {
    for (const uri of this.documents.keys()) this.stale.schedule(uri, restMs);
  }

  forget(uri: string): void {
    this.documents.delete(uri);
    this.readings.cancel(uri);
    this.stale.cancel(uri);
  }

  /** The Dockerfiles of a workspace folder, each with its build context. */
  async dockerfiles(workspace: string): Promise<readonly ProjectDockerfile[]> {
    const builds = await this.discoveries.settled(workspace);
    if (!builds) return [];
    const rootOf: RootOf = async (uri, sources) =>
      chooseContext(uri, { ...(await this.needOf(uri)), sources }, builds)?.root ?? parentOf(uri);
    return projectDockerfiles(this.files, builds, rootOf, mostDockerfiles);
  }

  private read(uri: string): void {
    const known = this.documents.get(uri);
    if (!known) return;
    const { isListingStale } = known;
    known.isListingStale = false;
    this.readings.start(uri, () => this.gather(uri, isListingStale));
  }

  private async gather(uri: string, isListingStale: boolean): Promise<IgnoreContext> {
    const workspace = (await this.needOf(uri)).folder ?? parentOf(uri);
    const subject = ignoreSubject(uri, workspace, await this.dockerfiles(workspace));
    if (isListingStale) this.listings.markStale(subject.root);
    return gatherIgnoreContext(this.files, subject, (root) => this.listings.of(root), inSlicesToEnd);
  }
}
