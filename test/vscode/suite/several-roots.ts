import * as vscode from 'vscode';
import { equal, ok } from '../support/assert.ts';
import { Editor, ruleOf, waitFor } from '../support/editor.ts';

/** What must work in a window with several root folders: each Dockerfile uses its own folder and settings. */
export function severalRoots(): void {
  const root = (name: string): vscode.WorkspaceFolder => {
    const folder = vscode.workspace.workspaceFolders?.find((one) => one.name === name);
    ok(folder, `the root ${name} is open`);
    return folder;
  };
  const open = async (name: string): Promise<Editor> =>
    Editor.show(await vscode.workspace.openTextDocument(vscode.Uri.joinPath(root(name).uri, 'docker/Dockerfile')));

  describe('with several roots', () => {
    it('each root is checked with its own settings', async () => {
      const [api, web] = [await open('api'), await open('web')];
      const found = await api.diagnostic('latest-tag');
      equal(found.severity, vscode.DiagnosticSeverity.Error);
      await web.diagnostic('unknown-instruction');
      equal(web.diagnostics.filter((diagnostic) => ruleOf(diagnostic) === 'latest-tag').length, 0);
    });

    it('each Dockerfile is built from its own context', async () => {
      const [api, web] = [await open('api'), await open('web')];
      // The root folder, because its settings name it; the Dockerfile's own folder, because no setting names one.
      await waitFor('the context of api', async () => (await api.lenses()).get(1)?.title.startsWith('9 B'));
      await waitFor('the context of web', async () => (await web.lenses()).get(1)?.title.startsWith('4 B'));
    });
  });
}
