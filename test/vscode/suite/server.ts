import * as vscode from 'vscode';
import { equal } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';
import { MemoryFiles } from '../support/memory-files.ts';

export function server(): void {
  describe('the language server', () => {
    it('supports files of virtual file systems, and their build context', async () => {
      const files = new MemoryFiles({
        '/project/Dockerfile': 'FROM scratch\nCOPY data.bin /\nRUNN ls\n',
        '/project/data.bin': 'x'.repeat(2000),
        '/project/.dockerignore': '*.log\n',
      });
      const registration = vscode.workspace.registerFileSystemProvider('layerwise-test', files, { isReadonly: true });
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('layerwise-test:/project/Dockerfile'));
      const editor = await Editor.show(document);
      await editor.diagnostic('unknown-instruction');
      await waitFor('the size from the virtual context', async () => (await editor.lenses()).get(1)?.title.startsWith('2 kB'));
      await editor.close();
      registration.dispose();
    });

    it('restarts on command', async () => {
      const editor = await Editor.file('Dockerfile.restart', 'FROM alpine:3.22\nRUNN ls\n');
      await editor.diagnostic('unknown-instruction');
      await vscode.commands.executeCommand('layerwise.restartServer');
      await editor.diagnostic('unknown-instruction');
      await editor.replace('RUNN', 'RUN');
      await editor.silent('unknown-instruction');
      await editor.close();
    });

    // `conflictResolution`: the left side of the diff that VS Code shows for a file that another program has changed meanwhile.
    for (const scheme of ['review', 'conflictResolution']) {
      it(`does not check other versions of a file, as in a diff (${scheme})`, async () => {
        const provider: vscode.TextDocumentContentProvider = { provideTextDocumentContent: () => 'FROM alpine:3.22\nRUNN ls\n' };
        const registration = vscode.workspace.registerTextDocumentContentProvider(scheme, provider);
        const old = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: '/project/Dockerfile' }));
        const editor = await Editor.show(old);
        const current = await Editor.file('Dockerfile.current', 'FROM alpine:3.22\nRUNN ls\n');
        await current.diagnostic('unknown-instruction');
        equal(editor.diagnostics.length, 0);
        await current.close();
        await editor.close();
        registration.dispose();
      });
    }
  });
}
