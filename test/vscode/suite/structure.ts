import * as vscode from 'vscode';
import { equal } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';

const text = `# what this image
# is made for
FROM python:3.14-slim AS build
COPY requirements.txt ./
RUN pip install \\
    -r requirements.txt
RUNN <<EOF
as it is
EOF
FROM build
RUN <<EOF
python3 app/main.py
EOF
`;

export function structure(): void {
  describe('the structure', () => {
    it('folds comments, stages, continued lines and heredocs', async () => {
      const editor = await Editor.file('python-app/Dockerfile.structure', text);
      const folds = await waitFor('the folds', () => ask<vscode.FoldingRange>('executeFoldingRangeProvider', editor));
      equal(
        folds.map(({ start, end, kind }) => [start, end, kind === vscode.FoldingRangeKind.Comment]),
        [
          [0, 1, true],
          [2, 8, false],
          [4, 5, false],
          [9, 12, false],
          [10, 12, false],
        ],
        'first line, last line, whether it is a comment',
      );
      await editor.close();
    });

    it('expands the selection from word to instruction to stage', async () => {
      const editor = await Editor.file('python-app/Dockerfile.structure', text);
      const positions = [editor.at('requirements')];
      const [word] = await waitFor('the ranges', () => ask<vscode.SelectionRange>('executeSelectionRangeProvider', editor, positions));
      const grown: string[] = [];
      for (let range = word; range; range = range.parent) grown.push(editor.document.getText(range.range).trimEnd());
      const [stage] = text.slice(text.indexOf('FROM')).split('\nFROM build');
      equal(
        ['requirements.txt', 'COPY requirements.txt ./', stage!, text.trimEnd()].filter((part) => !grown.includes(part)),
        [],
        'steps that are missed',
      );
      await editor.close();
    });

    it('has links to the files that are copied, and to the page of the image', async () => {
      const editor = await Editor.file('python-app/Dockerfile.structure', text);
      const wanted = [
        ['python:3.14-slim', 'https://hub.docker.com/_/python'],
        ['requirements.txt', vscode.Uri.joinPath(editor.uri, '../requirements.txt').toString()],
      ];
      // The build context is read in the background.
      await waitFor('the links', async () => {
        const links = await ask<vscode.DocumentLink>('executeLinkProvider', editor);
        const found = links?.map(({ range, target }) => [editor.document.getText(range), target?.toString()]);
        return JSON.stringify(found) === JSON.stringify(wanted);
      });
      await editor.close();
    });
  });
}

/** The result of one of the editor's own commands for a document; undefined if there is none. */
async function ask<T>(command: string, editor: Editor, ...more: unknown[]): Promise<readonly T[] | undefined> {
  const found = await vscode.commands.executeCommand<T[] | undefined>(`vscode.${command}`, editor.uri, ...more);
  return found && found.length > 0 ? found : undefined;
}
