import * as vscode from 'vscode';
import { equal } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';
import { words } from '../support/words.ts';

const text = `ARG VERSION=22
FROM node:$VERSION AS build
ENV A=1 B=2
COPY . .
RUN npm ci
FROM nginx
COPY --from=build /app /srv
`;
/** The name of a stage without a name. */
const unnamed = words('stage 1', '阶段 1');
const shape = `ARG (VERSION), build (ENV (A, B), COPY, RUN), ${unnamed} (COPY)`;

export function outline(): void {
  describe('the outline', () => {
    it('has the stages as parents', async () => {
      const editor = await Editor.file('python-app/Dockerfile.outline', text);
      const [, build, last] = await outlineLike(editor, shape);
      equal([build!.detail, last!.detail], ['node:$VERSION', 'nginx']);
      equal([build!.kind, build!.children[2]!.kind], [vscode.SymbolKind.Module, vscode.SymbolKind.Function]);
      await editor.close();
    });

    it('contains the names, and the content of each stage', async () => {
      const editor = await Editor.file('python-app/Dockerfile.outline', text);
      const [, build] = await outlineLike(editor, shape);
      equal(editor.document.getText(build!.selectionRange), 'build');
      equal(editor.document.getText(build!.range).trimEnd(), text.slice(text.indexOf('FROM node'), text.indexOf('\nFROM nginx')));
      equal(editor.document.getText(build!.children[0]!.children[1]!.selectionRange), 'B');
      await editor.close();
    });

    it('is updated while typing, also in a file with errors', async () => {
      const editor = await Editor.file('python-app/Dockerfile.outline', text);
      await editor.replace('FROM nginx', 'FROM nginx AS web');
      await outlineLike(editor, shape.replace(unnamed, 'web'));
      await editor.replace('RUN npm ci', 'RUNN npm ci');
      await outlineLike(editor, shape.replace(unnamed, 'web').replace('RUN', 'RUNN'));
      await editor.close();
    });
  });
}

/** The names of the symbols; their children follow in brackets. */
function names(symbols: readonly vscode.DocumentSymbol[]): string {
  return symbols.map(({ name, children }) => (children.length > 0 ? `${name} (${names(children)})` : name)).join(', ');
}

/** Waits until the outline has these names. */
function outlineLike(editor: Editor, wanted: string): Promise<readonly vscode.DocumentSymbol[]> {
  return waitFor(`the outline ${wanted}`, async () => {
    const command = 'vscode.executeDocumentSymbolProvider';
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(command, editor.uri);
    return symbols && names(symbols) === wanted && symbols;
  });
}
