import { DidChangeConfigurationNotification, TextDocuments } from 'vscode-languageserver';
import type { CancellationToken, ClientCapabilities, Connection, InitializeParams, WorkspaceEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { AssetStore } from '../host/assets.ts';
import type { BuiltImages } from '../context/built-image.ts';
import { noContextSources } from '../context/needs.ts';
import type { EngineHost, FileHost, Host, ProgramHost, RegistryHost } from '../host/host.ts';
import { isSameUri, joinUri } from '../host/uri.ts';
import type { ContextUser } from '../linter/rule.ts';
import type { TextEdit } from '../base/edit.ts';
import type { Translate } from '../base/message.ts';
import type { Work } from '../base/work.ts';
import type { Language } from '../languages/language-service.ts';
import { languageOf } from '../languages/languages.ts';
import { abilitiesIn } from './capabilities.ts';
import { Contexts } from './contexts.ts';
import type { ChosenContext } from './context-choice.ts';
import type { ContextStore } from './context-store.ts';
import { toEdits } from './convert.ts';
import { Discoveries } from './discoveries.ts';
import { FirstChecks } from './first-checks.ts';
import { FolderWatchers } from './folder-watchers.ts';
import { Folders } from './folders.ts';
import { IgnoreContexts } from './ignore-contexts.ts';
import type { NeedOf } from './ignore-contexts.ts';
import { Listings } from './listings.ts';
import type { ClientAbilities } from './messages.ts';
import { Scheduler } from './scheduler.ts';
import { SettingsStore } from './settings.ts';
import { afterLong, inSlices } from './slices.ts';
import { takeSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

/** Maximum length of a document in UTF-16 units: a longer one has no snapshot, because reading it would block the server. */
export const longestDocument = 1_000_000;

/** Is called with a document's latest snapshot, and the one of the previous call. */
type SnapshotListener = (snapshot: Snapshot, previous: Snapshot | undefined) => void;

/** The open documents of one client, and what is known about them. Lives as long as the connection. */
export class Session {
  readonly documents = new TextDocuments(TextDocument);
  readonly files: FileHost;
  /** May be queried only if the settings of the document allow it. */
  readonly registry: RegistryHost;
  /** Undefined where no program can be started. */
  readonly programs: ProgramHost | undefined;
  /** Undefined where no engine can be reached. May be asked only if the settings of the document allow it. */
  readonly engine: EngineHost | undefined;
  /** What the client can do beyond LSP: nothing unless it is our own. */
  readonly abilities: ClientAbilities;
  readonly capabilities: ClientCapabilities;
  /** Translates into the client's display language. */
  readonly translate: Translate;
  private readonly connection: Connection;
  private readonly assets: AssetStore;
  private readonly folders: Folders;
  private readonly watchers: FolderWatchers;
  private readonly settings: SettingsStore;
  private readonly discoveries: Discoveries;
  private readonly contexts: Contexts;
  private readonly ignoreContexts: IgnoreContexts;
  private readonly stores: Readonly<Record<Language['contextRole'], ContextStore>>;
  private readonly snapshots = new Map<string, Snapshot>();
  private readonly listeners: SnapshotListener[] = [];
  /** The snapshots that were passed to the listeners last. */
  private readonly announced = new Map<string, Snapshot>();
  private readonly firstChecks = new FirstChecks();
  private readonly closed: ((uri: string) => void)[] = [];
  private readonly tooLarge: ((document: TextDocument) => void)[] = [];
  /** The images of container engines for a document, see `useBuiltImages`. */
  private builtFor: (uri: string) => BuiltImages | undefined = () => undefined;
  private readonly outdated = new Scheduler((uri) => void this.announce(uri));

  constructor(connection: Connection, params: InitializeParams, host: Host, translate: Translate) {
    this.connection = connection;
    this.capabilities = params.capabilities;
    this.abilities = abilitiesIn(params);
    this.translate = translate;
    this.folders = new Folders(params);
    this.watchers = new FolderWatchers(connection, params.capabilities);
    this.files = host.files;
    this.registry = host.registry;
    this.programs = host.programs;
    this.engine = host.engine;
    this.assets = host.assets;
    this.settings = new SettingsStore(connection, params, host, this.translate, (uri) => this.outdated.schedule(uri));
    const files = this.withOpenTexts(host.files);
    const failed = (error: unknown): void => this.report(error);
    const listings = new Listings(files, failed);
    const discovered = (folder: string): void => {
      this.contexts.discovered(folder);
      this.ignoreContexts.refresh();
    };
    this.discoveries = new Discoveries(files, discovered, failed);
    const outdate = (uri: string): void => this.outdated.schedule(uri);
    const rootsChanged = (): void => this.watchRoots();
    this.contexts = new Contexts(files, listings, this.discoveries, { changed: outdate, rootsChanged, failed });
    const needOf: NeedOf = async (uri) => ({ settings: await this.settings.of(uri), folder: this.folders.of(uri) });
    this.ignoreContexts = new IgnoreContexts(files, listings, this.discoveries, needOf, outdate, failed);
    this.stores = { built: this.contexts, filter: this.ignoreContexts };
  }

  /** Listens to changes of documents, settings and files. */
  listen(): void {
    const { connection } = this;
    this.documents.onDidChangeContent(({ document }) => {
      this.outdated.schedule(document.uri);
      for (const store of Object.values(this.stores)) store.textChanged(document.uri);
    });
    this.documents.onDidClose(({ document: { uri } }) => this.close(uri));
    this.documents.listen(connection);
    this.assets.onLoaded(() => this.refresh());
    connection.onDidChangeConfiguration(({ settings }) => {
      this.settings.changed(settings);
      this.refresh();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      if (this.settings.filesChanged(changes)) this.refresh();
      this.discoveries.filesChanged(changes);
      for (const store of Object.values(this.stores)) store.filesChanged(changes);
    });
  }

  /** Registers for notifications that a client sends only on request: called when the client accepts requests. */
  watch(): void {
    const { connection } = this;
    const { workspace } = this.capabilities;
    const { client } = connection;
    if (workspace?.workspaceFolders) {
      this.folders.listen(connection, () => {
        this.refresh();
        this.watchRoots();
      });
    }
    if (workspace?.didChangeConfiguration?.dynamicRegistration) {
      const registration = client.register(DidChangeConfigurationNotification.type, { section: 'layerwise' });
      registration.catch((error: unknown) => connection.console.warn(String(error)));
    }
    this.watchers.watchWorkspace();
  }

  /** Calls `listener` with the latest snapshot of a document soon after it, its settings or its build context has changed. */
  onSnapshot(listener: SnapshotListener): void {
    this.listeners.push(listener);
  }

  /** Calls `listener` instead when the document is longer than `longestDocument`. */
  onTooLarge(listener: (document: TextDocument) => void): void {
    this.tooLarge.push(listener);
  }

  onClose(listener: (uri: string) => void): void {
    this.closed.push(listener);
  }

  /** A document as it is now; undefined when it is not open or too large, or the request was cancelled meanwhile. */
  async snapshot(uri: string, token?: CancellationToken): Promise<Snapshot | undefined> {
    const settings = await this.settings.of(uri);
    const document = this.documents.get(uri);
    if (!document || isTooLarge(document) || token?.isCancellationRequested) return undefined;
    const language = languageOf({ languageId: document.languageId, name: uri });
    const store = this.stores[language.contextRole];
    const context = store.of(uri);
    const { current: assets } = this.assets;
    const built = settings.engine ? this.builtFor(uri) : undefined;
    const now = { uri, version: document.version, text: document.getText(), settings, context, assets, built, language };
    const begun = Date.now();
    const snapshot = takeSnapshot(now, this.snapshots.get(uri));
    this.snapshots.set(uri, snapshot);
    await afterLong(begun);
    const work = language.contextSources?.(snapshot.document);
    const sources = work ? await this.inSlices(snapshot, work) : noContextSources;
    // Without the sources, there is a newer snapshot, which asks for its own.
    if (sources && this.documents.get(uri)) store.need(uri, { settings, folder: this.folders.of(uri), sources });
    return snapshot;
  }

  /** As `snapshot`, but waits while the build context is being read: for commands, whose result is final. */
  async settled(uri: string, token?: CancellationToken): Promise<Snapshot | undefined> {
    const first = await this.snapshot(uri, token); // starts the reading
    if (first) await this.stores[first.language.contextRole].settled(uri);
    return this.snapshot(uri, token);
  }

  /** Runs work on a snapshot in slices. Resolves to undefined if the document has changed or was closed before its end. */
  inSlices<T>(snapshot: Snapshot, work: Work<T>): Promise<T | undefined> {
    return inSlices(work, () => !this.isLatest(snapshot));
  }

  /** As `inSlices`, for a result that stays right while the text is the same, whatever else becomes known. */
  inSlicesForText<T>({ uri, version }: Snapshot, work: Work<T>): Promise<T | undefined> {
    return inSlices(work, () => this.documents.get(uri)?.version !== version);
  }

  /** Whether there is no newer version of the document, and it is open. */
  isLatest(snapshot: Snapshot): boolean {
    return this.snapshots.get(snapshot.uri) === snapshot;
  }

  /** A check of the document has ended. */
  checked(uri: string): void {
    this.firstChecks.ended(uri);
  }

  /**
   * Resolves when the document has been checked once since it was opened: the check reads the document in slices, and answers about the
   * whole document need the same facts.
   */
  async checkedOnce(uri: string): Promise<void> {
    if (this.documents.get(uri)) await this.firstChecks.settled(uri);
  }

  /** The Dockerfiles with the same build context as this one, itself included. */
  async usersOfContext(uri: string): Promise<readonly ContextUser[]> {
    const chosen = this.contexts.chosenFor(uri);
    if (!chosen) return [];
    const all = await this.ignoreContexts.dockerfiles(chosen.workspace);
    return all.filter(({ root }) => root === chosen.root);
  }

  /** From now on, snapshots of documents whose settings allow it have these images. Call `builtImagesChanged` when there are others. */
  useBuiltImages(builtFor: (uri: string) => BuiltImages | undefined): void {
    this.builtFor = builtFor;
  }

  builtImagesChanged(): void {
    for (const uri of this.documents.keys()) this.outdated.schedule(uri);
  }

  /** The build context of a document and how it was chosen; undefined if it has none, or it is not known yet. */
  contextOf(uri: string): ChosenContext | undefined {
    return this.contexts.chosenFor(uri);
  }

  /** The URI of a file of a document's build context; undefined if the document has none. */
  contextFile(uri: string, path: string): string | undefined {
    const chosen = this.contexts.chosenFor(uri);
    return chosen && joinUri(chosen.root, path);
  }

  /** Edits of this version of the document: a client that supports versions refuses them when it has a newer one. */
  workspaceEdit({ uri, version, lines }: Pick<Snapshot, 'uri' | 'version' | 'lines'>, edits: readonly TextEdit[]): WorkspaceEdit {
    const lspEdits = toEdits(lines, edits);
    if (!this.capabilities.workspace?.workspaceEdit?.documentChanges) return { changes: { [uri]: lspEdits } };
    return { documentChanges: [{ textDocument: { uri, version }, edits: lspEdits }] };
  }

  private async announce(uri: string): Promise<void> {
    try {
      const document = this.documents.get(uri);
      if (document && isTooLarge(document)) return this.announceTooLarge(document);
      const snapshot = await this.snapshot(uri);
      if (!snapshot) return;
      const previous = this.announced.get(uri);
      this.announced.set(uri, snapshot);
      for (const listener of this.listeners) listener(snapshot, previous);
    } catch (error) {
      this.report(error);
    }
  }

  private announceTooLarge(document: TextDocument): void {
    this.snapshots.delete(document.uri);
    this.announced.delete(document.uri);
    for (const listener of this.tooLarge) listener(document);
    this.checked(document.uri);
  }

  /** Logs an unexpected error: one answer is lost, but the server keeps running. */
  report(error: unknown): void {
    this.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  /** Open documents count with their text in the editor, saved or not. */
  private withOpenTexts(files: FileHost): FileHost {
    return { ...files, readText: async (uri, limit) => this.openDocument(uri)?.getText() ?? files.readText(uri, limit) };
  }

  /** The open document with a URI, in whatever form the client writes it. */
  private openDocument(uri: string): TextDocument | undefined {
    return this.documents.get(uri) ?? this.documents.all().find((document) => isSameUri(document.uri, uri));
  }

  /** The workspace is watched as a whole; a build context outside of it is watched if a setting or a file names it, but not if it is a guess. */
  private watchRoots(): void {
    const outside = [...this.contexts.namedRoots].filter((root) => this.folders.of(root) === undefined);
    this.watchers.watch(new Set(outside));
  }

  private refresh(): void {
    this.ignoreContexts.refresh();
    for (const uri of this.documents.keys()) this.outdated.schedule(uri);
  }

  private close(uri: string): void {
    this.outdated.cancel(uri);
    this.snapshots.delete(uri);
    this.announced.delete(uri);
    this.firstChecks.forget(uri);
    this.settings.forget(uri);
    for (const store of Object.values(this.stores)) store.forget(uri);
    for (const listener of this.closed) listener(uri);
  }
}

function isTooLarge(document: TextDocument): boolean {
  return document.getText().length > longestDocument;
}
