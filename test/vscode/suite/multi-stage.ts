import * as vscode from 'vscode';
import { equal, matches, ok } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';

const go = `FROM golang:1.25
WORKDIR /src
COPY . .
RUN go build -o /usr/local/bin/greeter .
EXPOSE 8080
CMD ["greeter"]
`;

/** The tab of the preview, once it is open. */
function preview(): Promise<vscode.Tab> {
  return waitFor('the preview', () =>
    vscode.window.tabGroups.all.flatMap((group) => group.tabs).find(({ input }) => input instanceof vscode.TabInputTextDiff),
  );
}

function noPreview(): boolean {
  return vscode.window.tabGroups.all.every((group) => group.tabs.every(({ input }) => !(input instanceof vscode.TabInputTextDiff)));
}

export function multiStage(): void {
  describe('convert to multi-stage', () => {
    it('shows a preview, and applies it when confirmed', async () => {
      const editor = await Editor.file('go-app/Dockerfile', go);
      const done = vscode.commands.executeCommand('layerwise.convertToMultiStage');
      const { input } = await preview();
      ok(input instanceof vscode.TabInputTextDiff, 'the preview is a diff');
      equal(input.original.toString(), editor.uri.toString());
      const shown = (await vscode.workspace.openTextDocument(input.modified)).getText();
      equal(shown.match(/^FROM /gm)?.length, 2, 'stages of the preview');
      equal(editor.text, go, 'the file before it is applied');
      await vscode.commands.executeCommand('notifications.focusFirstToast');
      await waitFor('the conversion', async () => {
        await vscode.commands.executeCommand('notification.acceptPrimaryAction');
        return editor.text === shown;
      });
      await done;
      matches(editor.text, /^EXPOSE 8080$/m);
      matches(editor.text, /^COPY --from=/m);
      ok(noPreview(), 'the preview is closed');
      await editor.close();
    });

    it('is offered as a code action on FROM', async () => {
      const editor = await Editor.file('go-app/Dockerfile', go);
      const at = editor.at('golang');
      const action = await waitFor('the action', async () =>
        (await editor.actions(new vscode.Range(at, at), vscode.CodeActionKind.RefactorRewrite)).find(({ command }) => command),
      );
      equal(action.command?.command, 'layerwise.convertToMultiStage');
      await editor.close();
    });

    it('does not change a file with several stages, and shows the reason', async () => {
      const text = `${go.replace('golang:1.25', 'golang:1.25 AS build')}\nFROM scratch\nCOPY --from=build /usr/local/bin/greeter /\n`;
      const editor = await Editor.file('go-app/Dockerfile.several', text);
      await vscode.commands.executeCommand('layerwise.convertToMultiStage');
      ok(noPreview(), 'no preview is shown');
      equal(editor.text, text);
      await vscode.commands.executeCommand('notifications.clearAll');
      await editor.close();
    });
  });
}
