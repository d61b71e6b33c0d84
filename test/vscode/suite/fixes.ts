import * as vscode from 'vscode';
import { equal, ok } from '../support/assert.ts';
import { Editor, ruleOf, waitFor } from '../support/editor.ts';
import { words } from '../support/words.ts';

/** One fix, as text before and after it. */
interface FixCase {
  readonly title: string;
  readonly rule: string;
  /** The start of the quick fix's title. */
  readonly fix: string;
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

const cases: readonly FixCase[] = [
  {
    title: 'merges consecutive RUN lines and keeps comments',
    rule: 'consecutive-runs',
    fix: words('Merge 3 RUN instructions', '合并 3 条 RUN 指令'),
    file: 'node-app/Dockerfile',
    before: `FROM debian:bookworm-slim
RUN apt-get update
# for the health check
RUN apt-get install -y --no-install-recommends curl
RUN rm -rf /var/lib/apt/lists/*
USER nobody
CMD ["curl", "--version"]
`,
    after: `FROM debian:bookworm-slim
RUN apt-get update \\
# for the health check
    && apt-get install -y --no-install-recommends curl \\
    && rm -rf /var/lib/apt/lists/*
USER nobody
CMD ["curl", "--version"]
`,
  },
  {
    title: 'turns ADD of local files into COPY',
    rule: 'add-for-local-files',
    fix: words('Use COPY', '改用 COPY'),
    file: 'node-app/Dockerfile',
    before: `FROM node:22-slim
ADD src /app/src
CMD ["node", "/app/src/server.js"]
`,
    after: `FROM node:22-slim
COPY src /app/src
CMD ["node", "/app/src/server.js"]
`,
  },
  {
    title: 'copies the manifests that the context has before the install',
    rule: 'source-copied-before-install',
    fix: words('Copy ', '先复制 '),
    file: 'node-app/Dockerfile',
    before: `FROM node:22-slim
WORKDIR /app
COPY . .
RUN npm ci
CMD ["node", "src/server.js"]
`,
    after: `FROM node:22-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
CMD ["node", "src/server.js"]
`,
  },
];

export function fixes(): void {
  describe('quick fixes', () => {
    for (const { title, rule, fix, file, before, after } of cases) {
      it(title, async () => {
        const editor = await Editor.file(file, before);
        await editor.fix(rule, fix);
        equal(editor.text, after, 'the text after the fix');
        await editor.silent(rule);
        await editor.close();
      });
    }

    it('keep ADD for an archive that is only known by its content', async () => {
      const editor = await Editor.file('archives/Dockerfile', 'FROM scratch\nADD rootfs.bin /\nADD notes.txt /\nCMD ["/bin/sh"]\n');
      await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(editor.uri, '../notes.txt'), new TextEncoder().encode('plain\n'));
      const diagnostic = await editor.diagnostic('add-for-local-files');
      // The finding for the whole file is at the first ADD that COPY can replace.
      await waitFor('the archive to be known', () =>
        editor.diagnostics.some((one) => ruleOf(one) === 'add-for-local-files' && one.range.start.line === 2),
      );
      ok(diagnostic, 'the plain file is found');
      await editor.close();
    });

    it('suppress a finding with a comment', async () => {
      const editor = await Editor.file('node-app/Dockerfile', 'FROM node:22-slim\nADD src /app/src\nCMD ["node", "/app/src/server.js"]\n');
      const { range } = await editor.diagnostic('add-for-local-files');
      const ignore = await waitFor('the action', async () =>
        (await editor.actions(range, vscode.CodeActionKind.QuickFix)).find(
          ({ title }) => title === words('Suppress add-for-local-files here', '在此处忽略 add-for-local-files'),
        ),
      );
      await editor.apply(ignore);
      equal(editor.text.split('\n')[1], '# layerwise ignore=add-for-local-files');
      await editor.silent('add-for-local-files');
      await editor.close();
    });

    it('show the documentation of a rule', async () => {
      const editor = await Editor.file('node-app/Dockerfile', 'FROM node:22-slim\nADD src /app/src\n');
      const diagnostic = await editor.diagnostic('add-for-local-files');
      const { target } = diagnostic.code as { readonly target: vscode.Uri };
      equal(target.toString(true), 'command:layerwise.showRule?["add-for-local-files"]');
      const show = await ruleAction(
        editor,
        diagnostic,
        words('Show documentation of add-for-local-files', '查看 add-for-local-files 的文档'),
      );
      await editor.apply(show);
      const tab = await waitFor('the page', () => {
        const { activeTab } = vscode.window.tabGroups.activeTabGroup;
        return activeTab?.label.includes('add-for-local-files') && activeTab;
      });
      const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('layerwise-rule:/add-for-local-files.md'));
      ok(page.getText().startsWith('# add-for-local-files'), 'the page has the text of the rule');
      await vscode.window.tabGroups.close(tab);
      await editor.close();
    });

    it('turn a rule off in the settings of the workspace', async () => {
      const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('layerwise');
      const before = settings().inspect('rules')?.workspaceValue;
      const editor = await Editor.file('node-app/Dockerfile', 'FROM node:22-slim\nADD src /app/src\nRUNN x\n');
      try {
        const diagnostic = await editor.diagnostic('add-for-local-files');
        const off = await ruleAction(editor, diagnostic, words('Turn off add-for-local-files', '关闭规则 add-for-local-files'));
        void editor.apply(off);
        await editor.silent('add-for-local-files');
        equal(
          JSON.stringify(settings().inspect('rules')?.workspaceValue),
          JSON.stringify({ ...(before as object | undefined), 'add-for-local-files': 'off' }),
        );
        ok(await editor.diagnostic('unknown-instruction'), 'other rules are still on');
      } finally {
        await settings().update('rules', before, vscode.ConfigurationTarget.Workspace);
      }
      await editor.close();
    });

    it('fix all problems of one rule', async () => {
      const editor = await Editor.file('node-app/Dockerfile', 'FROM node:22-slim\nEXPOSE 80 # web\nADD src /a\nEXPOSE 81 # api\n');
      const diagnostic = await editor.diagnostic('inline-comment');
      const title = words('Fix all inline-comment problems in this file', '修复此文件中的所有 inline-comment 问题');
      await editor.apply(await ruleAction(editor, diagnostic, title));
      equal(editor.text, 'FROM node:22-slim\n# web\nEXPOSE 80\nADD src /a\n# api\nEXPOSE 81\n');
      await editor.close();
    });

    it('are all applied at once by the command', async () => {
      const before = 'FROM debian:bookworm-slim\nADD notes.txt /\nRUN apt-get update\nRUN apt-get install -y curl\nCMD ["curl"]\n';
      const editor = await Editor.file('archives/Dockerfile.all', before);
      await editor.diagnostic('consecutive-runs');
      await vscode.commands.executeCommand('layerwise.fixAll');
      await waitFor('the text to change', () => editor.text.includes('COPY notes.txt /') && editor.text.includes('&&'));
      await editor.silent('add-for-local-files');
      await editor.silent('consecutive-runs');
      await editor.close();
    });

    it('are all applied on save if the user enables it', async () => {
      const configuration = vscode.workspace.getConfiguration('editor', { languageId: 'dockerfile' });
      await configuration.update('codeActionsOnSave', { 'source.fixAll.layerwise': 'explicit' }, vscode.ConfigurationTarget.Workspace);
      try {
        const editor = await Editor.file('node-app/Dockerfile.saved', 'FROM node:22-slim\nADD src /app\nCMD ["node", "/app/server.js"]\n');
        await editor.diagnostic('add-for-local-files');
        await waitFor('the fix on save', async () => {
          // VS Code drops answers while other extensions start, and does nothing when an unchanged document is saved.
          await editor.replace('FROM', '\nFROM');
          await editor.document.save();
          return editor.text.includes('COPY src /app');
        });
        await editor.close();
      } finally {
        await configuration.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
      }
    });
  });
}

/** The quick fix with a title for a diagnostic. */
function ruleAction(editor: Editor, { range }: vscode.Diagnostic, title: string): Promise<vscode.CodeAction> {
  return waitFor(`the action "${title}"`, async () =>
    (await editor.actions(range, vscode.CodeActionKind.QuickFix)).find((action) => action.title === title),
  );
}
