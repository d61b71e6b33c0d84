import {
  DefinitionRequest,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensDeltaRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver/node';
import type { LocationLink, SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LineIndex } from '../../server/src/base/lines.ts';
import { LanguageServer } from '../support/language-server.ts';

const text = 'ARG V=1\r\nFROM node:$V AS build\r\nARG V\r\nRUN echo "${V}"\r\nFROM build\r\nCOPY --from=0 a b\r\n';

function opened(server: LanguageServer, content = text): Promise<string> {
  return server.openUntitled(content);
}

describe('symbols over the protocol', () => {
  let server: LanguageServer;
  beforeAll(async () => {
    server = await LanguageServer.start({
      textDocument: { definition: { linkSupport: true }, rename: { prepareSupport: true } },
      workspace: { workspaceEdit: { documentChanges: true } },
    });
  });
  afterAll(() => server.stop());

  const at = (uri: string, find: string): { textDocument: { uri: string }; position: { line: number; character: number } } => {
    return { textDocument: { uri }, position: server.rangeOf(uri, find).start };
  };

  test('are announced', () => {
    expect(server.initialized.capabilities).toMatchObject({
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      renameProvider: { prepareProvider: true },
    });
  });

  test('lead to their declaration with its full range', async () => {
    const uri = await opened(server);
    const [link] = (await server.connection.sendRequest(DefinitionRequest.type, at(uri, '{V}'))) as LocationLink[];
    expect(link).toEqual({
      originSelectionRange: server.rangeOf(uri, '${V'),
      targetUri: uri,
      targetRange: { start: { line: 2, character: 0 }, end: { line: 2, character: 5 } },
      targetSelectionRange: { start: { line: 2, character: 4 }, end: { line: 2, character: 5 } },
    });
    expect(await server.connection.sendRequest(DefinitionRequest.type, at(uri, 'node'))).toBeNull();
  });

  test('list their references, with and without declarations', async () => {
    const uri = await opened(server);
    const places = async (includeDeclaration: boolean): Promise<number[] | undefined> => {
      const found = await server.connection.sendRequest(ReferencesRequest.type, { ...at(uri, 'V=1'), context: { includeDeclaration } });
      return found?.map(({ range }) => range.start.line);
    };
    expect(await places(true)).toEqual([0, 1, 2, 3]);
    expect(await places(false)).toEqual([1, 3]);
  });

  test('are highlighted at the cursor, as read or write', async () => {
    const uri = await opened(server);
    const found = await server.connection.sendRequest(DocumentHighlightRequest.type, at(uri, 'build'));
    expect(found?.map(({ range, kind }) => [range.start.line, kind])).toEqual([
      [1, DocumentHighlightKind.Write],
      [4, DocumentHighlightKind.Read],
      [5, DocumentHighlightKind.Read],
    ]);
    expect(await server.connection.sendRequest(DocumentHighlightRequest.type, at(uri, 'node'))).toBeNull();
  });

  test('are renamed in this version of the document', async () => {
    const uri = await opened(server);
    expect(await server.connection.sendRequest(PrepareRenameRequest.type, at(uri, 'V}'))).toEqual({
      range: { start: { line: 3, character: 12 }, end: { line: 3, character: 13 } },
      placeholder: 'V',
    });
    const edit = await server.connection.sendRequest(RenameRequest.type, { ...at(uri, 'V}'), newName: 'W' });
    expect(edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 }, edits: Array.from({ length: 4 }, () => ({ newText: 'W' })) }]); // prettier-ignore
  });

  test('cannot be renamed in some cases, with a reason', async () => {
    const uri = await opened(server);
    const rename = server.connection.sendRequest(RenameRequest.type, { ...at(uri, 'V}'), newName: 'PATH' });
    await expect(rename).rejects.toThrow('"PATH" is reserved by Docker.');
    const prepare = server.connection.sendRequest(PrepareRenameRequest.type, at(uri, '0 a'));
    await expect(prepare).rejects.toThrow('This refers to the stage by its number, which does not change with its name.');
    expect(await server.connection.sendRequest(PrepareRenameRequest.type, at(uri, 'node'))).toBeNull();
  });
});

describe('symbols in an editor with few capabilities', () => {
  test('lead to a location, and are renamed without a prepare request', async () => {
    const server = await LanguageServer.start();
    const uri = await opened(server);
    expect(server.initialized.capabilities.renameProvider).toBe(true);
    const position = server.rangeOf(uri, '0 a').start;
    const found = await server.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position });
    expect(found).toEqual({ uri, range: server.rangeOf(uri, 'build') });
    const stage = server.rangeOf(uri, 'build').start;
    const edit = await server.connection.sendRequest(RenameRequest.type, { textDocument: { uri }, position: stage, newName: 'x' });
    expect(edit?.changes?.[uri]?.map(({ range }) => range.start.line)).toEqual([1, 4]);
    await server.stop();
  });
});

describe('semantic tokens over the protocol', () => {
  let server: LanguageServer;
  beforeAll(async () => {
    server = await LanguageServer.start();
  });
  afterAll(() => server.stop());

  /** The text of each token, and its type. */
  function decode(content: string, data: readonly number[]): string[] {
    const { legend } = server.initialized.capabilities.semanticTokensProvider!;
    const lines = new LineIndex(content);
    const found: string[] = [];
    let line = 0;
    let character = 0;
    for (let i = 0; i < data.length; i += 5) {
      character = data[i] === 0 ? character + data[i + 1]! : data[i + 1]!;
      line += data[i]!;
      const start = lines.offsetAt({ line, character });
      found.push(`${content.slice(start, start + data[i + 2]!)} ${legend.tokenTypes[data[i + 3]!]}`);
    }
    return found;
  }

  test('are announced for documents, ranges and deltas', () => {
    expect(server.initialized.capabilities.semanticTokensProvider).toMatchObject({ full: { delta: true }, range: true });
  });

  test('describe a document, and after an edit only the difference', async () => {
    const uri = await opened(server, 'FROM node\nRUN echo "a \\\n  b"\nUSER 1\n');
    const textDocument = { uri };
    const whole = (await server.connection.sendRequest(SemanticTokensRequest.type, { textDocument })) as SemanticTokens;
    expect(decode(server.text(uri), whole.data)).toEqual(['FROM keyword', 'node type', 'RUN keyword', 'echo function', '"a  string', '  b" string', 'USER keyword', '1 number']); // prettier-ignore
    await server.edit(uri, 'echo', 'ls -l');
    const previousResultId = whole.resultId!;
    const delta = (await server.connection.sendRequest(SemanticTokensDeltaRequest.type, {
      textDocument,
      previousResultId,
    })) as SemanticTokensDelta;
    expect(delta.edits).toHaveLength(1);
    const data = [...whole.data];
    for (const { start, deleteCount, data: added = [] } of delta.edits) data.splice(start, deleteCount, ...added);
    const again = (await server.connection.sendRequest(SemanticTokensRequest.type, { textDocument })) as SemanticTokens;
    expect(data).toEqual(again.data);
    expect(decode(server.text(uri), data)).toContain('-l parameter');
    const stale = await server.connection.sendRequest(SemanticTokensDeltaRequest.type, { textDocument, previousResultId });
    expect((stale as SemanticTokens).data).toEqual(again.data);
  });

  test('describe a range', async () => {
    const uri = await opened(server, 'FROM node\nRUN ls\nUSER 1\n');
    const range = server.rangeOf(uri, 'ls');
    const found = await server.connection.sendRequest(SemanticTokensRangeRequest.type, { textDocument: { uri }, range });
    expect(decode(server.text(uri), found!.data)).toEqual(['RUN keyword', 'ls function']);
  });
});
