import * as vscode from 'vscode';
import { equal } from '../support/assert.ts';
import { Editor, ruleOf, waitFor, workspaceFolder } from '../support/editor.ts';

const text = 'FROM alpine:3.22\nADD notes.txt /\nUSER nobody\nCMD ["cat", "/notes.txt"]\n';

export function settings(): void {
  describe('settings', () => {
    const change = (rules: object | undefined): Thenable<void> =>
      vscode.workspace.getConfiguration('layerwise', workspaceFolder()).update('rules', rules, vscode.ConfigurationTarget.Workspace);

    it('change a severity while the file is open', async () => {
      const editor = await Editor.file('Dockerfile.settings', text);
      await editor.diagnostic('add-for-local-files');
      await change({ 'add-for-local-files': 'off' });
      await editor.silent('add-for-local-files');
      await change({ DL3020: 'error' });
      const { severity } = await editor.diagnostic('add-for-local-files');
      equal(severity, vscode.DiagnosticSeverity.Error);
      await change(undefined);
      await waitFor('the own severity', () =>
        editor.diagnostics.some((one) => ruleOf(one) === 'add-for-local-files' && one.severity !== vscode.DiagnosticSeverity.Error),
      );
      await editor.close();
    });
  });
}
