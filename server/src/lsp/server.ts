import { type Connection, type InitializeResult, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import type { FileHost, Host } from '../host/host.ts';
import { editorFiles } from './editor-files.ts';
import { byScheme } from './files.ts';
import { features } from './features/index.ts';
import { Session } from './session.ts';
import { version } from '../../../package.json';

/** Speaks LSP on the connection. `files`: how this host reads; undefined where only the editor can (the web worker). */
export function serve(connection: Connection, { files, registry }: { readonly files: FileHost | undefined } & Omit<Host, 'files'>): void {
  const fromEditor = editorFiles((method, params) => connection.sendRequest(method, params));
  const session = new Session(connection, { files: files ? byScheme(files, fromEditor) : fromEditor, registry });

  connection.onInitialize((params): InitializeResult => {
    session.initialize(params);
    for (const feature of features) feature.listen(connection, session);
    const capabilities: ServerCapabilities = {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    };
    return {
      capabilities: Object.assign(capabilities, ...features.map((feature) => feature.capabilities(session))),
      serverInfo: { name: 'layerwise', version },
    };
  });
  connection.onInitialized(() => session.watch());
  session.listen();
  connection.listen();
}
