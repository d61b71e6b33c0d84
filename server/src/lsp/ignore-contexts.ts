import type { FileEvent } from 'vscode-languageserver';
import type { FileHost } from '../host/host.ts';
import { parentOf } from '../host/uri.ts';
import { projectDockerfiles } from '../workspace/dockerfiles.ts';
import type { ProjectDockerfile, RootOf } from '../workspace/dockerfiles.ts';
import { gatherIgnoreContext, ignoreSubject } from '../workspace/ignore-context.ts';
import type { IgnoreContext } from '../workspace/ignore-context.ts';
import { isIgnoreFileName } from '../workspace/ignore-file-name.ts';
import { chosenFolder } from './contexts.ts';
import type { Need } from './contexts.ts';
import type { Discoveries } from './discoveries.ts';
import type { Listings } from './listings.ts';
import { Scheduler } from './scheduler.ts';

/** More Dockerfiles than this in one workspace are not looked at. */
const mostDockerfiles = 60;
const restMs = 300;

/** What must be known of a document before its context can be chosen. */
export type NeedOf = (uri: string) => Promise<Omit<Need, 'sources'>>;

const pending: IgnoreContext = { context: { state: 'pending' }, users: [] };

interface Known {
  now: IgnoreContext;
  /** Files have changed since the folder was listed. */
  isListingStale: boolean;
  reading: Promise<void> | undefined;
}

/** What the open ignore files are about: read in the background, again when files change. `changed` is called with the URI of one with news. */
export class IgnoreContexts {
  private readonly files: FileHost;
  private readonly listings: Listings;
  private readonly discoveries: Discoveries;
  private readonly needOf: NeedOf;
  private readonly changed: (uri: string) => void;
  private readonly documents = new Map<string, Known>();
  private readonly stale = new Scheduler((uri) => this.read(uri));

  constructor(files: FileHost, listings: Listings, discoveries: Discoveries, needOf: NeedOf, changed: (uri: string) => void) {
    this.files = files;
    this.listings = listings;
    this.discoveries = discoveries;
    this.needOf = needOf;
    this.changed = changed;
  }

  /** What is known now; the first question starts the reading. */
  of(uri: string): IgnoreContext {
    const known = this.documents.get(uri);
    if (known) return known.now;
    this.documents.set(uri, { now: pending, isListingStale: true, reading: undefined });
    this.read(uri);
    return pending;
  }

  /** Resolves when no reading is under way. */
  async settled(uri: string): Promise<void> {
    await this.documents.get(uri)?.reading;
  }

  /** Files, settings or Dockerfiles that are open have changed. */
  refresh(changes: readonly FileEvent[] = []): void {
    for (const [uri, known] of this.documents) {
      known.isListingStale ||= changes.length > 0;
      this.stale.schedule(uri, restMs);
    }
  }

  forget(uri: string): void {
    this.documents.delete(uri);
    this.stale.cancel(uri);
  }

  /** The Dockerfiles of a workspace's folder, each with the folder that it is built from. */
  async dockerfiles(workspace: string): Promise<readonly ProjectDockerfile[]> {
    const builds = await this.discoveries.settled(workspace);
    const rootOf: RootOf = async (uri, sources) => chosenFolder(uri, { ...(await this.needOf(uri)), sources }, builds).root;
    return projectDockerfiles(this.files, builds, rootOf, mostDockerfiles);
  }

  private read(uri: string): void {
    const known = this.documents.get(uri);
    if (!known) return;
    const { isListingStale } = known;
    known.isListingStale = false;
    const reading = this.gather(uri, isListingStale).then((now) => {
      if (known.reading !== reading || this.documents.get(uri) !== known) return;
      known.now = now;
      this.changed(uri);
    });
    known.reading = reading;
  }

  private async gather(uri: string, isListingStale: boolean): Promise<IgnoreContext> {
    const workspace = (await this.needOf(uri)).folder ?? parentOf(uri);
    const subject = ignoreSubject(uri, workspace, await this.dockerfiles(workspace));
    if (isListingStale) this.listings.forget(subject.root);
    return gatherIgnoreContext(this.files, subject, (root) => this.listings.of(root));
  }
}

/** Whether a document is an ignore file, by its language or its name. */
export function isIgnoreFile({ uri, languageId }: { readonly uri: string; readonly languageId: string }): boolean {
  return languageId === 'dockerignore' || isIgnoreFileName(uri);
}
