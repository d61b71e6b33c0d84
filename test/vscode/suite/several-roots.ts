import * as vscode from 'vscode';
import { equal } from '../support/assert.ts';
import { waitFor } from '../support/editor.ts';

/** What must work in a window with several root folders: each Dockerfile is seen with its own folder and its own settings. */
export function severalRoots(): void {
  describe('with several roots', () => {
    it('each root is checked', async () => {
      for (const folder of vscode.workspace.workspaceFolders ?? []) {
        const uri = vscode.Uri.joinPath(folder.uri, 'Dockerfile');
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('FROM alpine:3.22\nRUNN ls\n'));
        await vscode.window.showTextDocument(uri);
        const found = await waitFor(`a diagnostic in ${folder.name}`, () =>
          vscode.languages
            .getDiagnostics(uri)
            .find((diagnostic) => diagnostic.source === 'layerwise' && diagnostic.code === 'unknown-instruction'),
        );
        equal(found.range.start.line, 1);
      }
    });
  });
}
