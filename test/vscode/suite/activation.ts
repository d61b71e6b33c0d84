import * as vscode from 'vscode';
import { equal, ok } from '../support/assert.ts';
import { Editor } from '../support/editor.ts';

export function activation(): void {
  describe('activation', () => {
    it('is on Dockerfiles and commands, on nothing else', () => {
      const extension = vscode.extensions.getExtension('layerwise.layerwise');
      ok(extension, 'the extension is known to the editor');
      equal(extension.packageJSON.activationEvents, ['onLanguage:dockerfile', 'onLanguage:dockerignore']);
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
      it(`takes ${path} for ${language}`, async () => {
        const editor = await Editor.file(path, language === 'dockerfile' ? 'FROM alpine:3.22\n' : '*.log\n');
        equal(editor.document.languageId, language);
        await editor.close();
      });
    }
  });
}
