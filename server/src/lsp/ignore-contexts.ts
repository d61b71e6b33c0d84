import type { FileEvent } from 'vscode-languageserver';
import type { ContextSnapshot, External } from '../context/context.ts';
import { isDockerfileName } from '../context/discovery/sources.ts';
import type { Builds } from '../host/discover.ts';
import { gatherContext } from '../host/gather.ts';
import type { FileHost } from '../host/host.ts';
import { joinUri, parentOf, relativePath } from '../host/uri.ts';
import { createModel } from '../model/index.ts';
import type { ContextUser } from '../rules/rule.ts';
import { contextSources } from '../services/context-sources.ts';
import { parse } from '../syntax/parse.ts';
import { type Need, chosenFolder } from './contexts.ts';
import type { Discoveries } from './discoveries.ts';
import type { Listings } from './listings.ts';
import { Scheduler } from './scheduler.ts';

/** More Dockerfiles than this in one workspace are not looked at. */
const MOST_DOCKERFILES = 60;
const MOST_BYTES = 500_000;
const REST_MS = 300;

const SUFFIX = '.dockerignore';

/** The folder that an ignore file is about, and the Dockerfiles that are built from it under this file. */
export interface IgnoreContext {
  readonly context: External<ContextSnapshot>;
  readonly users: readonly ContextUser[];
}

/** A Dockerfile of the workspace with the folder that it is built from. */
export interface WorkspaceDockerfile extends ContextUser {
  /** URI of the folder. */
  readonly root: string;
  /** A `<Dockerfile>.dockerignore` lies beside it, which wins over the root's. */
  readonly hasOwnIgnoreFile: boolean;
}

/** What must be known of a document before its context can be chosen. */
export type NeedOf = (uri: string) => Promise<Omit<Need, 'sources'>>;

const PENDING: IgnoreContext = { context: { state: 'pending' }, users: [] };

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
    this.documents.set(uri, { now: PENDING, isListingStale: true, reading: undefined });
    this.read(uri);
    return PENDING;
  }

  /** Resolves when no reading is under way. */
  async settled(uri: string): Promise<void> {
    await this.documents.get(uri)?.reading;
  }

  /** Files, settings or Dockerfiles that are open have changed. */
  refresh(changes: readonly FileEvent[] = []): void {
    for (const [uri, known] of this.documents) {
      known.isListingStale ||= changes.length > 0;
      this.stale.schedule(uri, REST_MS);
    }
  }

  forget(uri: string): void {
    this.documents.delete(uri);
    this.stale.cancel(uri);
  }

  /** The Dockerfiles of a workspace's folder, each with the folder that it is built from. */
  async dockerfiles(workspace: string): Promise<readonly WorkspaceDockerfile[]> {
    const builds = await this.discoveries.settled(workspace);
    const found = builds.tree.below('').filter(({ path, kind }) => kind === 'file' && isDockerfileName(path));
    return Promise.all(found.slice(0, MOST_DOCKERFILES).map(({ path }) => this.dockerfile(path, builds)));
  }

  private async dockerfile(path: string, builds: Builds): Promise<WorkspaceDockerfile> {
    const uri = joinUri(builds.root, path);
    const model = createModel(parse((await this.files.readText(uri, MOST_BYTES)) ?? ''));
    const need = { ...(await this.needOf(uri)), sources: contextSources(model) };
    const { root } = chosenFolder(uri, need, builds);
    return { path, model, root, hasOwnIgnoreFile: builds.tree.entry(`${path}${SUFFIX}`) !== undefined };
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
    const path = relativePath(workspace, uri) ?? '';
    const all = await this.dockerfiles(workspace);
    // `<Dockerfile>.dockerignore` is about one Dockerfile and its context, wherever that is.
    const own = all.find((dockerfile) => `${dockerfile.path}${SUFFIX}` === path);
    const root = own?.root ?? parentOf(uri);
    const users = own ? [own] : all.filter((dockerfile) => !dockerfile.hasOwnIgnoreFile && isSameFolder(dockerfile.root, root));
    if (isListingStale) this.listings.forget(root);
    const request = { root, dockerfile: joinUri(root, 'Dockerfile'), copySources: [], addSources: [] };
    return { context: await gatherContext(this.files, request, await this.listings.of(root)), users };
  }
}

/** Whether a document is an ignore file, by its language or its name. */
export function isIgnoreFile({ uri, languageId }: { readonly uri: string; readonly languageId: string }): boolean {
  return languageId === 'dockerignore' || uri.endsWith(SUFFIX);
}

/** Editors and we may write the same URI in two ways (`%20`, `%3A`). */
function isSameFolder(a: string, b: string): boolean {
  return relativePath(a, b) === '';
}
