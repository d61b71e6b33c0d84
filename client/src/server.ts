import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ServerRequests } from '../../server/src/lsp/messages.ts';

/** The language server as the rest of the extension uses it: started in the background; requests wait until it is running. */
export class Server {
  private readonly loaded: Promise<BaseLanguageClient>;
  /** Settles when the first start has succeeded or failed. */
  readonly started: Promise<void>;

  /** `load`: creates the client. It is called once, after the editor has started; then the server is started. */
  constructor(load: () => Promise<BaseLanguageClient>) {
    this.loaded = new Promise<void>((resolve) => setTimeout(resolve)).then(load);
    this.started = this.loaded.then((client) => client.start());
  }

  /** The client, once its library is loaded; the server may not be running yet, or may have been stopped. */
  client(): Promise<BaseLanguageClient> {
    return this.loaded;
  }

  /** Sends a Layerwise request. Resolves to null if the server has no result because the document is not open. */
  ask<M extends keyof ServerRequests>(method: M, params: ServerRequests[M][0]): Promise<ServerRequests[M][1]> {
    return this.send(method, params);
  }

  /** Sends a request once the server has started. Rejects if it could not be started. */
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
}
