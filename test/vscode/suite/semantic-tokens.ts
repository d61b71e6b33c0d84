import * as vscode from 'vscode';
import { equal } from '../support/assert.ts';
import { Editor, waitFor } from '../support/editor.ts';

const text = 'FROM node:22 AS build\nENV PORT=80\nRUN ls -l "$PORT"\nRUNN echo\nUSER 1\n';

/** VS Code requests deltas itself, but not through its API: see test/lsp/symbols.test.ts. */
export function semanticTokens(): void {
  describe('semantic tokens', () => {
    it('describe the words of a document, also below a line with an error', async () => {
      const editor = await Editor.file('python-app/Dockerfile.tokens', text);
      const found = await tokensOf(editor);
      for (const token of ['FROM keyword', 'node type', 'build class', 'ls function', '-l parameter', 'USER keyword', '1 number'])
        equal(found.includes(token), true, `${token} in ${found.join(', ')}`);
      await editor.close();
    });

    it('describe those of a range', async () => {
      const editor = await Editor.file('python-app/Dockerfile.tokens', text);
      equal(await tokensOf(editor, new vscode.Range(editor.at('USER'), editor.at('1\n', 1))), ['USER keyword', '1 number']);
      await editor.close();
    });

    it('are updated while typing', async () => {
      const editor = await Editor.file('python-app/Dockerfile.tokens', text);
      await tokensOf(editor);
      await editor.replace('ls -l', 'cat -n');
      await waitFor('the new tokens', async () => (await tokensOf(editor)).join().includes('cat function,-n parameter'));
      await editor.close();
    });
  });
}

/** Text and type of each token, in a range if one is given. */
async function tokensOf(editor: Editor, range?: vscode.Range): Promise<readonly string[]> {
  const kind = range ? 'Range' : '';
  const ask = <T>(what: string): Thenable<T | undefined> =>
    vscode.commands.executeCommand<T | undefined>(`vscode.provideDocument${kind}SemanticTokens${what}`, editor.uri, range);
  const { tokenTypes } = await waitFor('the legend', () => ask<vscode.SemanticTokensLegend>('Legend'));
  const { data } = await waitFor('the tokens', async () => {
    const tokens = await ask<vscode.SemanticTokens>('');
    return tokens && tokens.data.length > 0 && tokens;
  });
  const found: string[] = [];
  let at = new vscode.Position(0, 0);
  for (let i = 0; i < data.length; i += 5) {
    const [lines, characters, length, type] = data.slice(i, i + 4) as unknown as [number, number, number, number];
    at = lines === 0 ? at.translate(0, characters) : new vscode.Position(at.line + lines, characters);
    found.push(`${editor.document.getText(new vscode.Range(at, at.translate(0, length)))} ${tokenTypes[type]}`);
  }
  return found;
}
