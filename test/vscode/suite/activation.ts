import * as vscode from 'vscode';
import { equal, ok } from '../support/assert.ts';
import { Editor } from '../support/editor.ts';
import { extensionHost } from '../support/report.ts';
import { words } from '../support/words.ts';

export function activation(): void {
  describe('activation', () => {
    it('happens for Dockerfiles and commands only', () => {
      const extension = vscode.extensions.getExtension('layerwise.layerwise');
      ok(extension, 'the extension is known to the editor');
      equal(extension.packageJSON.activationEvents, ['onLanguage:dockerfile', 'onLanguage:dockerignore']);
    });

    it('has commands in the palette', () => {
      const { contributes } = vscode.extensions.getExtension('layerwise.layerwise')!.packageJSON as {
        contributes: { commands: { command: string; title: string | { value: string } }[] };
      };
      const { title } = contributes.commands.find(({ command }) => command === 'layerwise.showLayers')!;
      // For an extension under development from the web, VS Code only reads the English texts.
      const wanted = extensionHost === 'process' ? words('Show Layer Sizes', '显示各层大小') : 'Show Layer Sizes';
      equal(typeof title === 'string' ? title : title.value, wanted);
    });

    const names: readonly (readonly [path: string, language: string])[] = [
      ['names/Dockerfile', 'dockerfile'],
      ['names/Dockerfile.dev', 'dockerfile'],
      ['names/api.Dockerfile', 'dockerfile'],
      ['names/Containerfile', 'dockerfile'],
      ['names/Containerfile.test', 'dockerfile'],
      ['names/.dockerignore', 'dockerignore'],
      ['names/api.Dockerfile.dockerignore', 'dockerignore'],
      ['names/Dockerfile.dockerignore', 'dockerignore'],
    ];
    for (const [path, language] of names) {
      it(`opens ${path} as ${language}`, async () => {
        const editor = await Editor.file(path, language === 'dockerfile' ? 'FROM alpine:3.22\n' : '*.log\n');
        equal(editor.document.languageId, language);
        await editor.close();
      });
    }
  });
}
