import * as vscode from 'vscode';
import { equal } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';

const text = `ARG TAG=22
FROM node:$TAG AS build
ARG TAG
RUN echo "\${TAG:-none}"
FROM scratch
ARG TAG=other
COPY --from=build /$TAG /
`;

/** Lines of the declaration and the references of a name: a variable in its scope, a stage in the whole file. */
export function symbols(): void {
  describe('names', () => {
    it('lead to their declaration', async () => {
      const editor = await Editor.file('python-app/Dockerfile.symbols', text);
      for (const [at, line] of [
        [editor.at('${TAG', 3), 2],
        [editor.at('/$TAG', 3), 5],
        [editor.at('--from=build', '--from='.length), 1],
      ] as const) {
        const [found] = await waitFor('the definition', () =>
          ask<vscode.Location | vscode.LocationLink>('executeDefinitionProvider', editor, at),
        );
        equal((found instanceof vscode.Location ? found.range : found!.targetRange).start.line, line, 'line of the declaration');
      }
      await editor.close();
    });

    it('list their references', async () => {
      const editor = await Editor.file('python-app/Dockerfile.symbols', text);
      const linesOf = async (at: vscode.Position): Promise<number[]> => {
        const found = await waitFor('references', () => ask<vscode.Location>('executeReferenceProvider', editor, at));
        return found.map(({ range }) => range.start.line);
      };
      equal(await linesOf(editor.at('${TAG', 3)), [0, 1, 2, 3]);
      equal(await linesOf(editor.at('AS build', 4)), [1, 6]);
      await editor.close();
    });

    it('are highlighted at the cursor, also in a file with errors', async () => {
      const editor = await Editor.file('python-app/Dockerfile.symbols', text.replace('FROM scratch', 'FROM scratch AS'));
      const found = await waitFor('highlights', () =>
        ask<vscode.DocumentHighlight>('executeDocumentHighlights', editor, editor.at('AS build', 4)),
      );
      equal(
        found.map(({ range, kind }) => [range.start.line, kind]),
        [
          [1, vscode.DocumentHighlightKind.Write],
          [6, vscode.DocumentHighlightKind.Read],
        ],
      );
      await editor.close();
    });
  });
}

/** The result of one of the editor's own commands at a position; undefined if there is none. */
async function ask<T>(command: string, editor: Editor, at: vscode.Position): Promise<readonly T[] | undefined> {
  const found = await vscode.commands.executeCommand<T[] | undefined>(`vscode.${command}`, editor.uri, at);
  return found && found.length > 0 ? found : undefined;
}
