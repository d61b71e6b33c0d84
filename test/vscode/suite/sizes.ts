import * as vscode from 'vscode';
import { equal, matches } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';
import { words } from '../support/words.ts';

const text = `FROM node:22-slim
WORKDIR /app
COPY src ./src
RUN apt-get update && apt-get install -y --no-install-recommends git
EXPOSE 3000
CMD ["node", "src/server.js"]
`;

export function sizes(): void {
  describe('CodeLens sizes', () => {
    it('are above instructions that add bytes, and above no others', async () => {
      const editor = await Editor.file('node-app/Dockerfile.sizes', text);
      const source = await vscode.workspace.fs.stat(vscode.Uri.joinPath(editor.uri, '../src/server.js'));
      const configuration = vscode.workspace.getConfiguration('layerwise', editor.uri);
      const setMinimum = (percent: number | undefined): Thenable<void> =>
        configuration.update('codeLens.minimumPercent', percent, vscode.ConfigurationTarget.Workspace);
      await waitFor('the lenses without those of small layers', async () => {
        const lines = [...(await editor.lenses()).keys()];
        return lines.join(' ') === '0 3';
      });
      await setMinimum(0);
      const lenses = await waitFor('the sizes of the context', async () => {
        const found = await editor.lenses();
        return found.get(2)?.title.startsWith(`${source.size} B`) && found;
      });
      await setMinimum(undefined);
      equal([...lenses.keys()], [0, 2, 3], 'lines with a lens');
      matches(lenses.get(0)!.title, words(/on disk.*to download/, /占用磁盘.*下载/));
      matches(lenses.get(2)!.title, words(/build context/, /构建上下文/));
      matches(lenses.get(3)!.title, words(/packages/, /软件包/));
      await editor.close();
    });

    it('are updated when a file in the context grows', async () => {
      const editor = await Editor.file('node-app/Dockerfile.sizes', 'FROM scratch\nCOPY grows.bin /\n');
      const grows = vscode.Uri.joinPath(editor.uri, '../grows.bin');
      // VS Code starts to watch the folder some time after the file is open, and does not report what happened before.
      await waitFor('1 kB', async () => {
        await vscode.workspace.fs.writeFile(grows, new Uint8Array(1000));
        return (await editor.lenses()).get(1)?.title.startsWith('1 kB');
      });
      await vscode.workspace.fs.writeFile(grows, new Uint8Array(5000));
      await waitFor('5 kB', async () => (await editor.lenses()).get(1)?.title.startsWith('5 kB'));
      await vscode.workspace.fs.delete(grows);
      await editor.close();
    });

    it('respect .dockerignore, also when it changes', async () => {
      const editor = await Editor.file('ignored/Dockerfile', 'FROM scratch\nCOPY . /app/\n');
      const write = (name: string, content: Uint8Array): Thenable<void> =>
        vscode.workspace.fs.writeFile(vscode.Uri.joinPath(editor.uri, '..', name), content);
      await write('data.bin', new Uint8Array(3000));
      await write('debug.log', new Uint8Array(4000));
      await write('.dockerignore', new TextEncoder().encode('*\n!data.bin\n'));
      await waitFor('data.bin alone', async () => (await editor.lenses()).get(1)?.title.startsWith('3 kB'));
      await write('.dockerignore', new TextEncoder().encode('*\n!data.bin\n!*.log\n'));
      await waitFor('both files', async () => (await editor.lenses()).get(1)?.title.startsWith('7 kB'));
      await editor.close();
    });

    it('open the layers view', async () => {
      const editor = await Editor.file('node-app/Dockerfile.sizes', text);
      const [lens] = (await editor.lenses()).values();
      await vscode.commands.executeCommand(lens!.command, ...(lens!.arguments ?? []));
      const name = words('Layers of Dockerfile.sizes', 'Dockerfile.sizes 的各层');
      const tab = await waitFor('the view', () =>
        vscode.window.tabGroups.all.flatMap((group) => group.tabs).find(({ label }) => label === name),
      );
      await vscode.window.tabGroups.close(tab);
      await editor.close();
    });

    it('can be disabled', async () => {
      const editor = await Editor.file('node-app/Dockerfile.sizes', text);
      await editor.lenses();
      const configuration = vscode.workspace.getConfiguration('layerwise', editor.uri);
      await configuration.update('codeLens.enabled', false, vscode.ConfigurationTarget.Workspace);
      try {
        await waitFor('no lens', async () => {
          const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', editor.uri);
          return lenses.length === 0;
        });
      } finally {
        await configuration.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Workspace);
      }
      await editor.close();
    });
  });
}
