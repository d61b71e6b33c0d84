import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { FileHost, Host } from '../host/host.ts';
import { editorFiles } from './editor-files.ts';
import { features } from './features/index.ts';
import { byScheme } from './files.ts';
import { Session } from './session.ts';

/**
 * Serves a client whose `initialize` request has been answered (initialize.ts).
 * `files`: how this host reads; undefined where only the editor can (the web worker).
 */
export function serve(
  connection: Connection,
  params: InitializeParams,
  { files, ...host }: { readonly files: FileHost | undefined } & Omit<Host, 'files'>,
): void {
  const fromEditor = editorFiles((method, about) => connection.sendRequest(method, about));
  const session = new Session(connection, params, { files: files ? byScheme(files, fromEditor) : fromEditor, ...host });
  for (const listen of features) listen(connection, session);
  connection.onInitialized(() => session.watch());
  session.listen();
}
