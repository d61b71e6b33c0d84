import { SemanticTokensRequest } from 'vscode-languageserver/node';
import type { SemanticTokens } from 'vscode-languageserver/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IGrammar } from 'vscode-textmate';
import { LineIndex } from '../../server/src/base/lines.ts';
import { hasScope, loadGrammar, scopesAt, tokenise } from '../grammar/tokenise.ts';
import { LanguageServer } from '../support/language-server.ts';
import { complaint } from './complaints.ts';

let server: LanguageServer;
let grammar: IGrammar;
beforeAll(async () => {
  server = await LanguageServer.start();
  grammar = await loadGrammar('source.dockerfile');
});
afterAll(() => server.stop());

/** Each semantic token: its text, and its type. */
async function tokensOf(text: string): Promise<string[]> {
  const uri = await server.openUntitled(text);
  const { data } = (await server.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } })) as SemanticTokens;
  const { tokenTypes } = server.initialized.capabilities.semanticTokensProvider!.legend;
  const lines = new LineIndex(text);
  const found: string[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down, right, length, type] = data.slice(i, i + 4) as [number, number, number, number];
    [line, character] = down === 0 ? [line, character + right] : [line + down, right];
    const start = lines.offsetAt({ line, character });
    found.push(`${text.slice(start, start + length)} ${tokenTypes[type]}`);
  }
  return found;
}

const shell = ['cd function', 'uv function', '--frozen parameter'];

complaint(14, () => {
  test.each<[what: string, text: string, has: string[], hasNot: string[]]>([
    ['a script after a mount', 'RUN --mount=type=cache,destination=/c <<EOF\ncd /p\nuv sync \\\n  --frozen\nEOF\nUSER 1\n', shell, []],
    ['a script of a named shell', 'RUN bash <<EOF\ncd /p\nuv sync --frozen\nEOF\nUSER 1\n', shell, []],
    ['a script with a shebang line', 'RUN <<EOF\n#!/bin/bash\ncd /p\nuv sync --frozen\nEOF\nUSER 1\n', shell, []],
    ['one of SHELL', 'SHELL ["/usr/bin/python3", "-c"]\nRUN <<EOF\ndef hello():\n  print("hello")\nEOF\nUSER 1\n', [], ['def function', 'print function']],
    ['one of another program', 'RUN /usr/bin/python3 <<EOF\ndef hello():\n  print("hello")\nEOF\nUSER 1\n', [], ['def function', 'print function']],
    ['one of a shebang line', 'RUN <<EOF\n#!/usr/bin/python3\nimport os\nEOF\nUSER 1\n', [], ['import function']],
    ['a file', 'COPY <<EOF /run.sh\n# Command\nuv "sync\nEOF\nUSER 1\n', [], ['uv function']],
    ['quotes that are escaped', 'RUN adduser --gecos \\"\\" compiler && \\\n    usermod -a compiler\nUSER 1\n', ['usermod function', '-a parameter'], []],
    ['those with the other escape character', '# escape=`\nFROM a\nRUN command `\n\t-arg1=\\"val1\\" `\n\t-arg3=\\"val3\\"\nUSER 1\n', ['command function'], []],
    ['a quote in a comment', 'RUN echo "test" &\\\n# a\'b\necho "test2"\nUSER 1\n', ['echo function'], []],
  ])('%s, and the text after it', async (_, text, has, hasNot) => {
    const found = await tokensOf(`FROM alpine\n${text}`);
    expect(found).toEqual(expect.arrayContaining(has));
    expect(found.filter((token) => hasNot.includes(token))).toEqual([]);
    expect(found.slice(-2)).toEqual(['USER keyword', '1 number']);
    const last = tokenise(grammar, `FROM alpine\n${text.trimEnd()}`).at(-1)!;
    expect(hasScope(scopesAt(last, 0), 'keyword.other.special-method.dockerfile')).toBe(true);
    expect(scopesAt(last, 0)).toHaveLength(3);
  });
}); // prettier-ignore
