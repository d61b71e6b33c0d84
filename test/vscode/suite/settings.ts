import * as vscode from 'vscode';
import { equal } from '../support/assert.ts';
import { Editor, waitFor, workspaceFolder } from '../support/editor.ts';

const text = 'FROM alpine:3.22\nADD notes.txt /\nUSER nobody\nCMD ["cat", "/notes.txt"]\n';

export function settings(): void {
  describe('settings', () => {
    const change = (name: string, value: unknown): Thenable<void> =>
      vscode.workspace.getConfiguration('layerwise', workspaceFolder()).update(name, value, vscode.ConfigurationTarget.Workspace);

    it('change a severity while the file is open', async () => {
      const editor = await Editor.file('Dockerfile.settings', text);
      await editor.diagnostic('add-for-local-files');
      await change('rules.add-for-local-files', 'off');
      await editor.silent('add-for-local-files');
      await change('rules.add-for-local-files', 'error');
      const { severity } = await editor.diagnostic('add-for-local-files');
      equal(severity, vscode.DiagnosticSeverity.Error);
      await change('rules.add-for-local-files', undefined);
      await waitFor('the own severity', () =>
        editor.diagnostics.some((one) => one.code === 'add-for-local-files' && one.severity !== vscode.DiagnosticSeverity.Error),
      );
      await editor.close();
    });
  });
}
