import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DocumentLinkRequest, DocumentSymbolRequest, FoldingRangeRequest, SelectionRangeRequest } from 'vscode-languageserver/node';
import type { DocumentLink, DocumentSymbol, SelectionRange, SymbolInformation } from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LanguageServer } from '../support/language-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-structure-'));
const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;
const uri = uriOf('Dockerfile');
const text = `# what this image
# is made for
ARG VERSION=22
FROM node:$VERSION AS build
ENV A=1 B=2
COPY app.conf /etc/
RUN <<EOF
npm ci
EOF
FROM build
`;

let server: LanguageServer;
beforeAll(async () => {
  writeFileSync(path.join(folder, 'app.conf'), 'x\n');
  server = await LanguageServer.start({ textDocument: { documentSymbol: { hierarchicalDocumentSymbolSupport: true } } });
  await server.open(uri, text);
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('outline', () => {
  const names = (symbols: readonly DocumentSymbol[]): unknown[] =>
    symbols.map(({ name, children = [] }) => (children.length > 0 ? [name, names(children)] : name));

  test('is a tree with the stages as parents', async () => {
    const symbols = (await server.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } })) as DocumentSymbol[];
    expect(names(symbols)).toEqual([['ARG', ['VERSION']], ['build', [['ENV', ['A', 'B']], 'COPY', 'RUN']], 'stage 1']);
    expect(symbols[1]).toMatchObject({ detail: 'node:$VERSION', selectionRange: server.rangeOf(uri, 'build') });
  });

  test('is a list for an editor without support for trees', async () => {
    const simple = await LanguageServer.start();
    await simple.open(uri, text);
    const list = (await simple.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } })) as SymbolInformation[];
    await simple.stop();
    expect(list.map(({ name, containerName }) => [containerName, name])).toEqual([
      [undefined, 'ARG'],
      ['ARG', 'VERSION'],
      [undefined, 'build'],
      ['build', 'ENV'],
      ['ENV', 'A'],
      ['ENV', 'B'],
      ['build', 'COPY'],
      ['build', 'RUN'],
      [undefined, 'stage 1'],
    ]);
    expect(list[3]!.location).toEqual({ uri, range: server.rangeOf(uri, 'ENV A=1 B=2') });
  });
});

test('folds comments, stages, and a heredoc once', async () => {
  const folds = await server.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } });
  expect(folds).toEqual([
    { startLine: 0, endLine: 1, kind: 'comment' },
    { startLine: 3, endLine: 8 },
    { startLine: 6, endLine: 8 },
  ]);
});

describe('selection ranges', () => {
  const rangesAt = (found: SelectionRange | undefined): unknown[] => (found ? [found.range, ...rangesAt(found.parent)] : []);

  test('expand from every cursor', async () => {
    const positions = [server.rangeOf(uri, 'pp.conf').start, server.rangeOf(uri, 'made').start];
    const [inCopy, inComment] = (await server.connection.sendRequest(SelectionRangeRequest.type, { textDocument: { uri }, positions }))!;
    expect(rangesAt(inCopy)).toEqual([
      server.rangeOf(uri, 'app'),
      server.rangeOf(uri, 'app.conf'),
      server.rangeOf(uri, 'app.conf /etc/'),
      server.rangeOf(uri, 'COPY app.conf /etc/'),
      server.rangeOf(uri, text.slice(text.indexOf('FROM'), text.indexOf('\nFROM build'))),
      server.rangeOf(uri, text),
    ]);
    expect(inComment!.range).toEqual(server.rangeOf(uri, 'made'));
  });

  test('are empty where there is nothing', async () => {
    const empty = uriOf('Dockerfile.empty');
    await server.open(empty, '');
    const start = { line: 0, character: 0 };
    const params = { textDocument: { uri: empty }, positions: [start] };
    expect(await server.connection.sendRequest(SelectionRangeRequest.type, params)).toEqual([{ range: { start, end: start } }]);
  });
});

test('links lead to files of the build context and to pages', async () => {
  const document = uriOf('Dockerfile.links');
  await server.open(document, 'FROM node:22\nCOPY app.conf absent.conf /etc/\n');
  const wanted: DocumentLink[] = [
    { range: server.rangeOf(document, 'node:22'), target: 'https://hub.docker.com/_/node' },
    { range: server.rangeOf(document, 'app.conf'), target: uriOf('app.conf') },
  ];
  const params = { textDocument: { uri: document } };
  // The build context is read in the background.
  await expect.poll(() => server.connection.sendRequest(DocumentLinkRequest.type, params)).toEqual(wanted);
});
