import type { ExtensionContext } from 'vscode';
import { Extension } from './extension.ts';

let extension: Extension | undefined;

/** Desktop and remote editors: the server is a separate process. */
export function activate(context: ExtensionContext): void {
  extension = new Extension(context, async (options) => {
    const { LanguageClient, TransportKind } = await import('./library.ts');
    const server = { module: context.asAbsolutePath('dist/server/node.js'), transport: TransportKind.ipc };
    // Used when the extension itself is being debugged: "Attach to server" in .vscode/launch.json finds the server at this port.
    const debug = { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
    return new LanguageClient('layerwise', 'Layerwise', { run: server, debug }, options);
  });
}

export function deactivate(): Promise<void> | undefined {
  return extension?.stop();
}
