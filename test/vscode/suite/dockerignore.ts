import * as vscode from 'vscode';
import { equal } from '../support/assert.ts';
import { Editor, waitFor, workspaceFolder } from '../support/editor.ts';

/** The language, and what it does to the Dockerfile beside it. Each test has a folder of its own: the files in it count. */
export function dockerignore(): void {
  describe('.dockerignore', () => {
    it('is a language with comments', async () => {
      const editor = await Editor.file('ignoring-comments/.dockerignore', '*.log\n');
      equal(editor.document.languageId, 'dockerignore');
      await vscode.commands.executeCommand('editor.action.commentLine');
      await waitFor('the comment', () => editor.text === '# *.log\n');
      await editor.close();
    });

    it('has findings of its own, with quick fixes', async () => {
      const editor = await Editor.file('ignoring-findings/.dockerignore', 'docs\n*.log\ndocs/x.md\n');
      const diagnostic = await editor.diagnostic('redundant-ignore-pattern');
      equal(editor.textOf(diagnostic), 'docs/x.md');
      const deletion = await waitFor('the quick fix', async () => {
        const actions = await editor.actions(diagnostic.range, vscode.CodeActionKind.QuickFix);
        return actions.find((action) => action.title === 'Delete the line');
      });
      await editor.apply(deletion);
      equal(editor.text, 'docs\n*.log\n');
      await editor.close();
    });

    it('says on a line how much it leaves out', async () => {
      await write('ignoring-hovers/debug.log', 'started\n');
      const editor = await Editor.file('ignoring-hovers/.dockerignore', '*.log\n');
      await waitFor('the bytes', async () => (await editor.hover(editor.at('*.log'))).includes('8 B'));
      await editor.close();
    });

    it('is not read as a Dockerfile', async () => {
      const text = 'FROM alpine:3.22\nRUNN ls\n';
      const ignore = await Editor.file('ignoring-names/Dockerfile.dockerignore', text);
      const dockerfile = await Editor.file('ignoring-names/Dockerfile', text);
      await dockerfile.diagnostic('unknown-instruction');
      equal(ignore.diagnostics.filter(({ code }) => code === 'unknown-instruction').length, 0);
      await dockerfile.close();
      await ignore.close();
    });

    it('is heeded as soon as it is saved', async () => {
      const ignore = await Editor.file('ignoring-edits/.dockerignore', '# nothing yet\n');
      await write('ignoring-edits/debug.log', 'started\n');
      const dockerfile = await Editor.file('ignoring-edits/Dockerfile', 'FROM scratch\nCOPY debug.log /\n');
      await waitFor('the size of the file', async () => (await dockerfile.lenses()).get(1)?.title.startsWith('8 B'));
      await dockerfile.silent('copy-source-ignored');
      await ignore.replace('# nothing yet', '*.log');
      await ignore.document.save();
      equal(dockerfile.textOf(await dockerfile.diagnostic('copy-source-ignored')), 'debug.log');
      await ignore.replace('*.log', '*.log\n!debug.log');
      await ignore.document.save();
      await dockerfile.silent('copy-source-ignored');
      await dockerfile.close();
      await ignore.close();
    });

    it("with the Dockerfile's name wins over the folder's", async () => {
      await write('ignoring-own/debug.log', 'started\n');
      await write('ignoring-own/.dockerignore', '*.log\n');
      const dockerfile = await Editor.file('ignoring-own/Dockerfile', 'FROM scratch\nCOPY debug.log /\n');
      await dockerfile.diagnostic('copy-source-ignored');
      await write('ignoring-own/Dockerfile.dockerignore', '*.tmp\n');
      await dockerfile.silent('copy-source-ignored');
      await dockerfile.close();
    });
  });
}

/** Writes a file that no editor shows. */
async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(workspaceFolder(), path), new TextEncoder().encode(text));
}
