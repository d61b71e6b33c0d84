import * as vscode from 'vscode';
import { equal, ok } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';

const before = `from   debian:bookworm-slim as build
run if true; then \\
        echo yes; \\
    fi



COPY <<EOF /etc/motd
   as   it is
EOF
cmd ["true"]
`;

const after = `FROM debian:bookworm-slim AS build
RUN if true; then \\
        echo yes; \\
    fi

COPY <<EOF /etc/motd
   as   it is
EOF
CMD ["true"]
`;

const options: vscode.FormattingOptions = { tabSize: 4, insertSpaces: true };

export function formatting(): void {
  describe('formatting', () => {
    it('formats a document, and changes nothing when repeated', async () => {
      const editor = await Editor.file('python-app/Dockerfile.format', before);
      await apply(editor, await waitFor('the edits', () => formatDocument(editor)));
      equal(editor.text, after, 'the formatted text');
      equal((await formatDocument(editor)) ?? [], [], 'edits of a second run');
      await editor.close();
    });

    it('does not change incomplete instructions', async () => {
      const editor = await Editor.file('python-app/Dockerfile.format', 'from debian\n  RNU x  \\\n y\n');
      await apply(editor, await waitFor('the edits', () => formatDocument(editor)));
      equal(editor.text, 'FROM debian\n  RNU x  \\\n y\n');
      await editor.close();
    });

    it('of a range only changes its lines', async () => {
      const editor = await Editor.file('python-app/Dockerfile.format', 'from debian\nrun a\nrun b\n');
      const range = new vscode.Range(editor.at('run a'), editor.at('run a', 3));
      await apply(editor, await waitFor('the edits', () => ask('vscode.executeFormatRangeProvider', editor.uri, range, options)));
      equal(editor.text, 'from debian\nRUN a\nrun b\n');
      await editor.close();
    });

    it('indents a new line', async () => {
      const editor = await Editor.file('python-app/Dockerfile.format', 'FROM debian\nRUN a \\\n\n');
      const at = new vscode.Position(2, 0);
      await apply(editor, await waitFor('the edits', () => ask('vscode.executeFormatOnTypeProvider', editor.uri, at, '\n', options)));
      equal(editor.text, 'FROM debian\nRUN a \\\n    \n');
      await editor.close();
    });

    it('by the command follows .editorconfig, and the options of the editor otherwise', async () => {
      const text = 'FROM debian\nRUN a \\\n      && b\n';
      for (const [file, blanks] of [
        ['narrow', 2],
        ['format', 4],
      ] as const) {
        const editor = await Editor.file(`python-app/Dockerfile.${file}`, text);
        await waitFor(`${blanks} blanks`, async () => {
          await vscode.commands.executeCommand('editor.action.formatDocument');
          return editor.text === `FROM debian\nRUN a \\\n${' '.repeat(blanks)}&& b\n`;
        });
        await editor.close();
      }
    });

    it('follows the settings', async () => {
      const editor = await Editor.file('python-app/Dockerfile.format', 'FROM debian\nRUN a\n');
      const configuration = vscode.workspace.getConfiguration('layerwise', editor.uri);
      await configuration.update('format.instructionCase', 'lower', vscode.ConfigurationTarget.Workspace);
      try {
        await apply(editor, await waitFor('the edits', () => formatDocument(editor)));
        equal(editor.text, 'from debian\nrun a\n');
      } finally {
        await configuration.update('format.instructionCase', undefined, vscode.ConfigurationTarget.Workspace);
      }
      await editor.close();
    });
  });
}

function formatDocument(editor: Editor): Promise<vscode.TextEdit[] | undefined> {
  return ask('vscode.executeFormatDocumentProvider', editor.uri, options);
}

/** The edits of one of the editor's formatting commands; undefined if there are none. */
async function ask(command: string, ...args: unknown[]): Promise<vscode.TextEdit[] | undefined> {
  const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(command, ...args);
  return edits && edits.length > 0 ? edits : undefined;
}

async function apply(editor: Editor, edits: vscode.TextEdit[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(editor.uri, edits);
  ok(await vscode.workspace.applyEdit(edit), 'the edits are taken');
}
