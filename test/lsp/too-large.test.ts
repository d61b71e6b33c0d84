import { CompletionRequest, DocumentFormattingRequest, DocumentSymbolRequest, HoverRequest } from 'vscode-languageserver/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LanguageServer } from '../support/language-server.ts';

let server: LanguageServer;
beforeAll(async () => {
  server = await LanguageServer.start({});
});
afterAll(() => server.stop());

/** A Dockerfile of this many characters. */
const textOf = (length: number): string => `FROM debian\nRUN  true\n${'#'.repeat(length - 23)}\n`;
const limit = 1_000_000;

test.each([
  ['Dockerfile', 'FROM debian\nRUN  true\n'],
  ['.dockerignore', '!\n'],
])('a %s that is too large has one quiet message, and no answers', async (name, start) => {
  const uri = `file:///nowhere/too-large/${name}`;
  const tooLong = start + '#'.repeat(limit);
  await server.open(uri, tooLong);
  const diagnostics = await server.diagnostics(uri);
  const text = 'The file is too large to check. Files of up to 1 million characters are checked.';
  expect(diagnostics).toMatchObject([{ severity: 3, message: text, range: { start: { line: 0 }, end: { line: 0 } } }]);
  const textDocument = { uri };
  const position = { line: 0, character: 1 };
  expect(await server.connection.sendRequest(HoverRequest.type, { textDocument, position })).toBeNull();
  expect(await server.connection.sendRequest(DocumentSymbolRequest.type, { textDocument })).toBeNull();
  expect(await server.connection.sendRequest(CompletionRequest.type, { textDocument, position })).toMatchObject({ items: [] });
  const options = { tabSize: 4, insertSpaces: true };
  expect((await server.connection.sendRequest(DocumentFormattingRequest.type, { textDocument, options })) ?? []).toEqual([]);
});

test('a file at the limit is checked, and checked again after it was too large', async () => {
  const uri = 'file:///nowhere/limit/Dockerfile';
  const codes = async (): Promise<readonly unknown[]> => (await server.diagnostics(uri)).map(({ code }) => code);
  const full = textOf(limit);
  expect(full).toHaveLength(limit);
  await server.open(uri, full);
  expect(await codes()).toContain('image-without-tag');
  await server.edit(uri, 'true', 'true1');
  expect(await codes()).toEqual([undefined]);
  await server.edit(uri, 'true1', 'true');
  expect(await codes()).toContain('image-without-tag');
});
