import * as vscode from 'vscode';
import { equal, matches } from '../support/assert.ts';
import { Editor } from '../support/editor.ts';
import { words } from '../support/words.ts';

export function diagnostics(): void {
  describe('diagnostics', () => {
    it('underline the exact word', async () => {
      const editor = await Editor.file('Dockerfile', 'FROM alpine:3.22\nRUNN apk add curl\n');
      const found = await editor.diagnostic('unknown-instruction');
      equal(editor.textOf(found), 'RUNN');
      matches(found.message, words(/^Unknown instruction "RUNN"/, /^未知的指令“RUNN”/));
      await editor.close();
    });

    it('are updated while typing', async () => {
      const editor = await Editor.file('Dockerfile', 'FROM alpine:3.22\nRUNN apk add curl\n');
      await editor.diagnostic('unknown-instruction');
      await editor.replace('RUNN', 'RUN');
      await editor.silent('unknown-instruction');
      await editor.replace('FROM', 'FORM');
      equal(editor.textOf(await editor.diagnostic('unknown-instruction')), 'FORM');
      await editor.close();
    });

    it('are not shown for other versions of a file', async () => {
      // VS Code compares an unsaved file that cannot be saved with the file on disk in a diff with this scheme.
      const text = 'FROM alpine:3.22\nRUNN ls\n';
      const provider = vscode.workspace.registerTextDocumentContentProvider('conflictResolution', {
        provideTextDocumentContent: () => text,
      });
      const editor = await Editor.file('Dockerfile', text);
      const other = await vscode.workspace.openTextDocument(editor.uri.with({ scheme: 'conflictResolution' }));
      await vscode.languages.setTextDocumentLanguage(other, 'dockerfile');
      await editor.replace('RUNN', 'RUNNN');
      equal(editor.textOf(await editor.diagnostic('unknown-instruction')), 'RUNNN');
      equal(vscode.languages.getDiagnostics(other.uri).length, 0);
      provider.dispose();
      await editor.close();
    });

    it('are removed when the document is closed', async () => {
      const editor = await Editor.untitled('FROM alpine:3.22\nRUNN ls\n');
      await editor.diagnostic('unknown-instruction');
      await editor.close();
      await editor.silent('unknown-instruction');
    });
  });
}
