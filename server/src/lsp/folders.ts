import type { Connection, InitializeParams, WorkspaceFolder } from 'vscode-languageserver';
import { relativePath } from '../host/uri.ts';

/** The workspace folders: none, one, or several. */
export class Folders {
  private uris: readonly string[];

  constructor(params: InitializeParams) {
    const legacy = params.rootUri ? [{ uri: params.rootUri, name: '' }] : [];
    this.uris = (params.workspaceFolders ?? legacy).map((folder: WorkspaceFolder) => folder.uri);
  }

  /** Listens to added and removed folders, for clients with that capability. */
  listen(connection: Connection, changed: () => void): void {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map((folder) => folder.uri));
      this.uris = [...this.uris.filter((uri) => !gone.has(uri)), ...added.map((folder) => folder.uri)];
      changed();
    });
  }

  /** The innermost folder that contains the file. */
  of(uri: string): string | undefined {
    const around = this.uris.filter((folder) => relativePath(folder, uri) !== undefined);
    return around.sort((a, b) => b.length - a.length)[0];
  }
}
