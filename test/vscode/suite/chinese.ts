import * as vscode from 'vscode';
import { equal, matches } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';

const text = `FROM node:22-slim
ADD src ./src
ENTRYPOINT ["node", "src/server.js"]
`;

/** What a reader of Chinese sees: texts of the manifest, of the server and of the client. */
export function chinese(): void {
  describe('in Chinese', () => {
    it('the palette', () => {
      const { contributes } = vscode.extensions.getExtension('layerwise.layerwise')!.packageJSON as {
        contributes: { commands: { command: string; title: unknown }[] };
      };
      const { title } = contributes.commands.find(({ command }) => command === 'layerwise.showLayers')!;
      equal(title, { value: '显示各层大小', original: 'Show Layer Sizes' });
    });

    it('a finding and its fix', async () => {
      const editor = await Editor.file('node-app/Dockerfile.chinese', text);
      matches((await editor.diagnostic('add-for-local-files')).message, /src 只需复制/);
      await editor.fix('add-for-local-files', '改用 COPY');
      await editor.silent('add-for-local-files');
      await editor.close();
    });

    it('a hover', async () => {
      const editor = await Editor.file('node-app/Dockerfile.chinese', text);
      matches(await editor.hover(editor.at('FROM')), /基础镜像/);
      matches(await editor.hover(editor.at('ENTRYPOINT')), /1 号进程/);
      await editor.close();
    });

    it('a size', async () => {
      const editor = await Editor.file('node-app/Dockerfile.chinese', text);
      matches((await editor.lenses()).get(0)!.title, /占用磁盘.*下载/);
      await editor.close();
    });

    it('the panel of layers', async () => {
      const editor = await Editor.file('node-app/Dockerfile.chinese', text);
      await vscode.commands.executeCommand('layerwise.showLayers', editor.uri);
      const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      const panel = await waitFor('the panel', () => tabs().find(({ label }) => label === 'Dockerfile.chinese 的各层'));
      await vscode.window.tabGroups.close(panel);
      await editor.close();
    });
  });
}
