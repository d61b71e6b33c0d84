import { Uri } from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { ClientAbilities } from '../../server/src/lsp/messages.ts';
import { Extension } from './extension.ts';

let extension: Extension | undefined;

/** An editor in a browser: the server is a web worker. */
export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist/server/web.js').toString(true);
  extension = new Extension(context, async (options) => {
    const { BrowserMessageReader, BrowserMessageWriter, LanguageClient } = await import('vscode-languageclient/browser');
    // A worker does not know the URL of its own script: VS Code starts it through a wrapper script.
    const dataFolder = `${Uri.joinPath(context.extensionUri, 'dist/data').toString(true)}/`;
    const initializationOptions: ClientAbilities = { ...(options.initializationOptions as ClientAbilities), dataFolder };
    // A new worker for each start. The client gets its transports instead of the worker, because VS Code's workers are not an instance of
    // `Worker`, which the client checks.
    const startWorker = async () => {
      const worker = new Worker(script);
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    return new LanguageClient('layerwise', 'Layerwise', startWorker, { ...options, initializationOptions });
  });
}

export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}
