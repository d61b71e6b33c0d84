import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  ConfigurationRequest,
  DidChangeConfigurationNotification,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  InlayHintRefreshRequest,
  InlayHintRequest,
} from 'vscode-languageserver/node';
import type { FormattingOptions, TextEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LanguageServer } from '../support/language-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-formatting-'));
const uriOf = (file: string): string => pathToFileURL(path.join(folder, file)).href;
const options: FormattingOptions = { tabSize: 4, insertSpaces: true };

let server: LanguageServer;
/** The `layerwise` section of the editor's settings. */
let settings: unknown = null;
const refreshed: string[] = [];

beforeAll(async () => {
  writeFileSync(path.join(folder, '.editorconfig'), 'root = true\n[*]\nindent_size = 2\n[tabs/**]\nindent_style = tab\n');
  mkdirSync(path.join(folder, 'tabs'));
  server = await LanguageServer.start({
    workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: false }, inlayHint: { refreshSupport: true } },
  });
  server.connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => settings));
  server.connection.onRequest(InlayHintRefreshRequest.type, () => void refreshed.push('inlay hints'));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function change(to: unknown): Promise<void> {
  settings = to;
  await server.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
}

function apply(text: string, edits: TextEdit[] | null): string {
  return TextDocument.applyEdits(TextDocument.create('x:/x', 'dockerfile', 1, text), edits ?? []);
}

async function formatted(uri: string, text: string, given = options): Promise<string> {
  await server.open(uri, text);
  return apply(text, await server.connection.sendRequest(DocumentFormattingRequest.type, { textDocument: { uri }, options: given }));
}

describe('formatting', () => {
  test.each([
    [-1, 1],
    [0, 1],
    [2.9, 2],
    [1e9, 16],
    [-1e9, 1],
    [1e308, 16],
    [null, 4],
    ['8', 4],
  ])('with a tab size of %j indents by %d', async (tabSize, columns) => {
    const given = { tabSize, insertSpaces: true } as FormattingOptions;
    const text = 'FROM a\nRUN b \\\n  c\n';
    const uri = `untitled:size-${String(tabSize)}`;
    expect(await formatted(uri, text, given)).toBe(`FROM a\nRUN b \\\n${' '.repeat(columns)}c\n`);
    const onType = { textDocument: { uri }, position: { line: 2, character: 0 }, ch: '\n', options: given };
    expect(await server.connection.sendRequest(DocumentOnTypeFormattingRequest.type, onType)).toHaveLength(columns === 2 ? 0 : 1);
  });

  test('is announced, also for a new line', () => {
    expect(server.initialized.capabilities).toMatchObject({
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
    });
  });

  test('of a document: .editorconfig takes precedence over the editor', async () => {
    expect(await formatted(uriOf('Dockerfile'), 'from a\nrun x \\\n      && y')).toBe('FROM a\nRUN x \\\n  && y\n');
    expect(await formatted(uriOf('tabs/Dockerfile'), 'from a\nrun x \\\n      && y')).toBe('FROM a\nRUN x \\\n\t&& y\n');
  });

  test('of a document without a folder: options of the editor apply', async () => {
    expect(await formatted('untitled:Untitled-1', 'from a\nrun x \\\n  && y')).toBe('FROM a\nRUN x \\\n    && y\n');
    const keep = { ...options, tabSize: 3, insertFinalNewline: false, trimTrailingWhitespace: false };
    expect(await formatted('untitled:Untitled-2', 'from a  \nrun x \\\n  && y', keep)).toBe('FROM a  \nRUN x \\\n   && y');
  });

  test('follows the settings', async () => {
    await change({ format: { instructionCase: 'lower', maxBlankLines: 0 } });
    expect(await formatted(uriOf('b/Dockerfile'), 'FROM a AS b\n\n\nRUN x\n')).toBe('from a as b\nrun x\n');
    await change({ format: { instructionCase: 'sideways', maxBlankLines: -1 } });
    expect(await formatted(uriOf('c/Dockerfile'), 'from a\n\n\n\nrun x\n')).toBe('FROM a\n\nRUN x\n');
    await change(null);
  });

  test('of a range', async () => {
    const uri = uriOf('range/Dockerfile');
    const text = 'from a\nrun x\nrun y\n';
    await server.open(uri, text);
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 3 } };
    const edits = await server.connection.sendRequest(DocumentRangeFormattingRequest.type, { textDocument: { uri }, range, options });
    expect(apply(text, edits)).toBe('from a\nRUN x\nrun y\n');
  });

  test('after a typed line break', async () => {
    const uri = uriOf('typed/Dockerfile');
    const text = 'FROM a\nRUN x \\\n\n';
    await server.open(uri, text);
    const edits = await server.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
      textDocument: { uri },
      position: { line: 2, character: 0 },
      ch: '\n',
      options,
    });
    expect(apply(text, edits)).toBe('FROM a\nRUN x \\\n  \n');
  });
});

describe('inlay hints', () => {
  const uri = uriOf('hints/Dockerfile');
  const text = 'ARG TAG=22\nFROM node:$TAG\nWORKDIR /app\nCOPY . .\n';
  const hints = async (): Promise<unknown> => {
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const found = await server.connection.sendRequest(InlayHintRequest.type, { textDocument: { uri }, range });
    return found?.map(({ position: { line, character }, label }) => [line, character, label]);
  };

  test('are off until a setting enables them; then the editor is notified', async () => {
    await server.open(uri, text);
    await server.diagnostics(uri);
    expect(await hints()).toEqual([]);
    await change({ inlayHints: { enabled: true } });
    expect(await hints()).toEqual([
      [1, 14, '= 22'],
      [3, 8, '→ /app/'],
    ]);
    await expect.poll(() => refreshed).toContain('inlay hints');
    await change(null);
    expect(await hints()).toEqual([]);
  });
});
