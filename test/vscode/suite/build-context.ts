import * as vscode from 'vscode';
import { Editor, waitFor, workspaceFolder, writeFile } from '../support/editor.ts';
import { canClick, clickStatus } from '../support/status.ts';
import { words } from '../support/words.ts';

/** A file with this name is in three folders, with a different size in each, so the size shows which folder is the context. */
const sizes = { 'built/docker/app.txt': 3, 'built/api/app.txt': 5, 'built/web/app.txt': 7 };

export function buildContext(): void {
  describe('the build context', () => {
    it('is the folder that a compose file names, and is updated with it', async () => {
      for (const [path, bytes] of Object.entries(sizes)) await writeFile(path, 'x'.repeat(bytes));
      const editor = await Editor.file('built/docker/Dockerfile', 'FROM scratch\nCOPY app.txt /\n');
      await copied(editor, 3);
      await writeFile('built/compose.yaml', compose('api'));
      await copied(editor, 5);
      await writeFile('built/compose.yaml', compose('web'));
      await copied(editor, 7);
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), 'built/compose.yaml'));
      await copied(editor, 3);
      await editor.close();
    });

    it('is in the language status, with a link to the line that names it', async function () {
      if (!canClick) return this.skip();
      await writeFile('built/compose.yaml', compose('api'));
      const editor = await Editor.file('built/docker/Dockerfile', 'FROM scratch\nCOPY app.txt /\n');
      await copied(editor, 5);
      let clicked = 0;
      const document = await waitFor('the line in the compose file', () => {
        // A click has no effect if VS Code renders the item again at that moment.
        if (Date.now() - clicked > 5000) {
          clickStatus(words('Build context: built/api', '构建上下文：built/api'));
          clicked = Date.now();
        }
        const { document, selection } = vscode.window.activeTextEditor ?? {};
        return (
          document?.uri.path.endsWith('/built/compose.yaml') &&
          document.lineAt(selection!.active).text.trim() === 'context: api' &&
          document
        );
      });
      await (await Editor.show(document)).close();
      await editor.close();
    });
  });
}

function compose(context: string): string {
  return `services:\n  app:\n    build:\n      context: ${context}\n      dockerfile: ../docker/Dockerfile\n`;
}

/** Waits until the CodeLens above COPY shows this size. */
async function copied(editor: Editor, bytes: number): Promise<void> {
  await waitFor(`${bytes} B`, async () => (await editor.lenses()).get(1)?.title.startsWith(`${bytes} B`));
}
