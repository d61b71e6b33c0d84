import * as vscode from 'vscode';
import { equal, matches, ok } from '../support/assert.ts';
import { Editor, ruleOf, waitFor, writeFile } from '../support/editor.ts';
import { words } from '../support/words.ts';

/** The language, and its effect on the Dockerfile next to the file. Each test has its own folder, because the files in it matter. */
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
      matches(diagnostic.message, words(/line 1/i, /第 1 行/));
      const deletion = await waitFor('the quick fix', async () => {
        const actions = await editor.actions(diagnostic.range, vscode.CodeActionKind.QuickFix);
        return actions.find((action) => action.title === words('Delete this line', '删除这一行'));
      });
      await editor.apply(deletion);
      equal(editor.text, 'docs\n*.log\n');
      await editor.close();
    });

    it('shows in a hover how much a line excludes', async () => {
      await writeFile('ignoring-hovers/debug.log', 'started\n');
      const editor = await Editor.file('ignoring-hovers/.dockerignore', '*.log\n');
      const wanted = words('1 file, 8 B', '1 个文件，8 B');
      await waitFor(wanted, async () => (await editor.hover(editor.at('*.log'))).includes(wanted));
      await editor.close();
    });

    it('is not parsed as a Dockerfile', async () => {
      const text = 'FROM alpine:3.22\nRUNN ls\n';
      const ignore = await Editor.file('ignoring-names/Dockerfile.dockerignore', text);
      const dockerfile = await Editor.file('ignoring-names/Dockerfile', text);
      await dockerfile.diagnostic('unknown-instruction');
      equal(ignore.diagnostics.filter((diagnostic) => ruleOf(diagnostic) === 'unknown-instruction').length, 0);
      await dockerfile.close();
      await ignore.close();
    });

    it('completes the paths of the folder', async () => {
      await writeFile('ignoring-paths/docs/guide.md', '');
      const editor = await Editor.file('ignoring-paths/.dockerignore', 'do\n');
      await waitFor('the folder', async () => {
        const command = 'vscode.executeCompletionItemProvider';
        const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(command, editor.uri, editor.at('do', 2));
        return items.some(({ label }) => (typeof label === 'string' ? label : label.label) === 'docs/');
      });
      await editor.close();
    });

    it('is created for a project that has none', async () => {
      await writeFile('ignoring-nothing/node_modules/a/index.js', 'x\n');
      await writeFile('ignoring-nothing/package.json', '{}\n');
      const dockerfile = await Editor.file('ignoring-nothing/Dockerfile', 'FROM node:22-slim\nCOPY . .\n');
      const title = words(/^Create \.dockerignore to exclude/, /^创建 \.dockerignore，排除/);
      const at = dockerfile.at('COPY');
      const action = await waitFor('the action', async () => {
        const actions = await dockerfile.actions(new vscode.Range(at, at), vscode.CodeActionKind.RefactorRewrite);
        return actions.find((one) => title.test(one.title));
      });
      await dockerfile.apply(action);
      const made = vscode.Uri.joinPath(dockerfile.uri, '../.dockerignore').toString();
      const document = await waitFor('the file', () => vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === made));
      ok(document.getText().split('\n').includes('**/node_modules'), 'it leaves out what is installed');
      matches(document.getText(), words(/^# Secrets and local settings$/m, /^# 机密和本地设置$/m));
      await vscode.commands.executeCommand('notifications.clearAll');
      await (await Editor.show(document)).close();
      await dockerfile.close();
    });

    it('takes effect as soon as it is saved', async () => {
      const ignore = await Editor.file('ignoring-edits/.dockerignore', '# nothing yet\n');
      await writeFile('ignoring-edits/debug.log', 'started\n');
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

    it("with the Dockerfile's name takes precedence over the folder's", async () => {
      await writeFile('ignoring-own/debug.log', 'started\n');
      await writeFile('ignoring-own/.dockerignore', '*.log\n');
      const dockerfile = await Editor.file('ignoring-own/Dockerfile', 'FROM scratch\nCOPY debug.log /\n');
      await dockerfile.diagnostic('copy-source-ignored');
      await writeFile('ignoring-own/Dockerfile.dockerignore', '*.tmp\n');
      await dockerfile.silent('copy-source-ignored');
      await dockerfile.close();
    });
  });
}
