import * as vscode from 'vscode';
import { equal, matches } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';
import { words } from '../support/words.ts';

const text = 'ARG TAG=3.14-slim\nFROM python:$TAG\nWORKDIR /app\nCOPY app .\n';

export function inlayHints(): void {
  describe('inlay hints', () => {
    it('show values and destinations if the user enables them', async () => {
      const editor = await Editor.file('python-app/Dockerfile.hints', text);
      equal(await hintsOf(editor), [], 'hints although they are disabled');
      const configuration = vscode.workspace.getConfiguration('layerwise', editor.uri);
      await configuration.update('inlayHints.enabled', true, vscode.ConfigurationTarget.Workspace);
      try {
        const [value, path] = await waitFor('the hints', async () => {
          const found = await hintsOf(editor);
          return found.length === 2 && found;
        });
        equal([value!.label, value!.position], ['= 3.14-slim', editor.at('$TAG', '$TAG'.length)] as const);
        equal([path!.label, path!.position], ['→ /app/', editor.at('app .', 'app .'.length)] as const);
        matches(textOf(value!.tooltip), words(/unless the build sets another value/, /除非构建时设置其他值/));
      } finally {
        await configuration.update('inlayHints.enabled', undefined, vscode.ConfigurationTarget.Workspace);
      }
      await waitFor('no hint', async () => (await hintsOf(editor)).length === 0);
      await editor.close();
    });
  });
}

function hintsOf({ uri, document }: Editor): Thenable<readonly vscode.InlayHint[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  return vscode.commands.executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', uri, whole);
}

function textOf(tooltip: string | vscode.MarkdownString | undefined): string {
  return typeof tooltip === 'object' ? tooltip.value : (tooltip ?? '');
}
