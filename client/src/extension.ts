import { type Disposable, type ExtensionContext, env } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { ClientAbilities, ServerRequests } from '../../server/src/lsp/messages.ts';
import { registerCommands } from './commands.ts';
import { answerFileRequests } from './files.ts';
import { PREVIEW_SCHEME } from './preview.ts';
import { ServerStatus } from './status.ts';

/** Schemes of documents that are not the file itself, but another version of it. */
const OTHER_VERSIONS: ReadonlySet<string> = new Set([PREVIEW_SCHEME, 'git', 'gitlens', 'review', 'pr', 'vscode-local-history']);

/** Makes a client for the server, in the way of this host: a process or a worker. */
export type ClientFactory = (options: LanguageClientOptions) => BaseLanguageClient;

/** The extension at work: one client and what hangs on it. Starting it returns at once; the server comes up behind it. */
export class Extension implements Disposable {
  readonly client: BaseLanguageClient;
  private readonly started: Promise<void>;

  constructor(context: ExtensionContext, makeClient: ClientFactory) {
    const abilities: ClientAbilities = { files: true, commands: true, locale: env.language };
    this.client = makeClient({
      documentSelector: [{ language: 'dockerfile' }],
      initializationOptions: abilities,
      diagnosticCollectionName: 'layerwise',
      middleware: {
        // The left side of a diff, our own preview: another version of a file that is checked where it lies.
        handleDiagnostics: (uri, diagnostics, next) => next(uri, OTHER_VERSIONS.has(uri.scheme) ? [] : diagnostics),
      },
      markdown: { isTrusted: false, supportHtml: false },
    });
    answerFileRequests(this.client);
    const status = new ServerStatus(this.client);
    context.subscriptions.push(status, ...registerCommands(this), this);
    this.started = this.start();
  }

  /** Resolves when the server answers; rejects when it could not be started. */
  ready(): Promise<void> {
    return this.started;
  }

  /** Asks the server beyond LSP. Null where it has no answer: the document is not open to it. */
  async ask<M extends keyof ServerRequests>(method: M, params: ServerRequests[M][0]): Promise<ServerRequests[M][1]> {
    await this.started;
    return this.client.sendRequest(method, params);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.client.start();
  }

  async stop(): Promise<void> {
    if (this.client.isRunning()) await this.client.stop();
  }

  dispose(): void {
    void this.stop();
  }

  private async start(): Promise<void> {
    await this.client.start();
  }
}
