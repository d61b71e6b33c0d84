import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { Extension } from './extension.ts';

let extension: Extension | undefined;

/** The editor in a browser: the server is a web worker. */
export function activate(context: ExtensionContext): void {
  extension = new Extension(context, (options) => {
    const script = Uri.joinPath(context.extensionUri, 'dist/server/web.js').toString(true);
    return new LanguageClient('layerwise', 'Layerwise', () => Promise.resolve(new Worker(script)), options);
  });
}

export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}
