import type { Disposable, ExtensionContext } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { ClientAbilities, ServerRequests } from '../../server/src/lsp/messages.ts';
import { registerCommands } from './commands.ts';
import { ContextStatus } from './context-status.ts';
import { answerFileRequests } from './files.ts';
import { previewScheme } from './preview.ts';
import { ServerStatus } from './status.ts';

/** Schemes of documents that are not the file itself, but another version of it. */
const otherVersions: ReadonlySet<string> = new Set([previewScheme, 'git', 'gitlens', 'review', 'pr', 'vscode-local-history']);

/** Makes a client for the server, in the way of this host: a process or a worker. Loads the client's library, which is most of our code. */
export type ClientFactory = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/**
 * The extension at work: one client and what hangs on it. Made within a few milliseconds, so that the editor's start does not wait for us:
 * the client's library is loaded, and the server started, when the editor has a moment. Nothing else may import values of that library.
 */
export class Extension implements Disposable {
  private readonly status = new ServerStatus();
  private readonly contexts = new ContextStatus();
  private readonly loaded: Promise<BaseLanguageClient>;
  private readonly started: Promise<unknown>;

  constructor(context: ExtensionContext, makeClient: ClientFactory) {
    context.subscriptions.push(this.status, this.contexts, ...registerCommands(this), this);
    this.loaded = this.load(makeClient);
    this.started = this.loaded.then((client) => client.start());
    this.started.catch(() => this.status.show('stopped')); // whoever asks the server hears why
  }

  /** The client, once its library is loaded; it may not run yet, or no more. */
  client(): Promise<BaseLanguageClient> {
    return this.loaded;
  }

  /** Asks the server beyond LSP. Null where it has no answer: the document is not open to it. */
  async ask<M extends keyof ServerRequests>(method: M, params: ServerRequests[M][0]): Promise<ServerRequests[M][1]> {
    return this.send(method, params);
  }

  /** Sends a request once the server is up. Rejects when it could not be started. */
  async send<Result>(method: string, params: unknown): Promise<Result> {
    await this.started;
    return (await this.loaded).sendRequest(method, params);
  }

  async restart(): Promise<void> {
    await this.stop();
    await (await this.loaded).start();
  }

  async stop(): Promise<void> {
    const client = await this.loaded;
    if (client.isRunning()) await client.stop();
  }

  dispose(): void {
    void this.stop();
  }

  private async load(makeClient: ClientFactory): Promise<BaseLanguageClient> {
    await new Promise((resolve) => setTimeout(resolve));
    const abilities: ClientAbilities = { files: true, commands: true, contexts: true, suggestCommand: 'editor.action.triggerSuggest' };
    const client = await makeClient({
      documentSelector: [{ language: 'dockerfile' }, { language: 'dockerignore' }],
      initializationOptions: abilities,
      diagnosticCollectionName: 'layerwise',
      middleware: {
        // The left side of a diff, our own preview: another version of a file that is checked where it lies.
        handleDiagnostics: (uri, diagnostics, next) => next(uri, otherVersions.has(uri.scheme) ? [] : diagnostics),
      },
      markdown: { isTrusted: false, supportHtml: false },
    });
    answerFileRequests(client);
    this.status.follow(client);
    this.contexts.follow(client);
    return client;
  }
}
