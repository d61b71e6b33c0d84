import { type Disposable, type ExtensionContext, env } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { ClientAbilities, ServerRequests } from '../../server/src/lsp/messages.ts';
import { registerCommands } from './commands.ts';
import { answerFileRequests } from './files.ts';
import { ServerStatus } from './status.ts';

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
