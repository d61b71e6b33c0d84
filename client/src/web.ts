import { type ExtensionContext, Uri } from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, type MessageTransports } from 'vscode-languageclient/browser';
import { Extension } from './extension.ts';

let extension: Extension | undefined;

/** The editor in a browser: the server is a web worker. */
export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist/server/web.js').toString(true);
  extension = new Extension(context, (options) => new LanguageClient('layerwise', 'Layerwise', () => startWorker(script), options));
}

/** A new worker for each start. Its transports, not itself: VS Code's workers are no `Worker` by `instanceof`, by which the client would know one. */
async function startWorker(script: string): Promise<MessageTransports> {
  const worker = new Worker(script);
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}
