import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ApplyWorkspaceEditRequest, ExecuteCommandRequest } from 'vscode-languageserver/node';
import type { ApplyWorkspaceEditParams, TextEdit } from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../server/src/base/edit.ts';
import { LineIndex } from '../../server/src/base/lines.ts';
import { LanguageServer } from '../support/language-server.ts';
import { makeProject } from '../support/project.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-lsp-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The URI of a Dockerfile in an empty temporary folder. */
function dockerfile(name: string): string {
  return pathToFileURL(path.join(folder, name)).href;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = new LineIndex(text);
  const spans = edits.map(({ range, newText }) => ({ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end), newText }));
  return applyEdits(text, spans);
}

describe('the built server over stdio', () => {
  let server: LanguageServer;
  beforeAll(async () => {
    server = await LanguageServer.start();
  });
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  test('announces its capabilities', () => {
    const { capabilities, serverInfo } = server.initialized;
    expect(serverInfo?.name).toBe('layerwise');
    expect(capabilities).toMatchObject({
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.layerwise', 'refactor'] },
      executeCommandProvider: {
        commands: ['layerwise.fixAll', 'layerwise.createDockerignore', 'layerwise.convertToMultiStage', 'layerwise.showLayers'],
      },
      codeLensProvider: {},
    });
  });

  test('publishes diagnostics with their version, and follows edits', async () => {
    const uri = dockerfile('Dockerfile.edit');
    await server.open(uri, 'FROM alpine:3.22\nRUNN ls\n');
    const [found] = await server.diagnostics(uri, (all) => all.length > 0);
    expect(found).toMatchObject({ code: 'unknown-instruction', source: 'layerwise', range: server.rangeOf(uri, 'RUNN') });
    await server.edit(uri, 'RUNN', 'RUN');
    expect((await server.diagnostics(uri)).filter(({ code }) => code === 'unknown-instruction')).toEqual([]);
  });

  test('answers a hover in a long file while it is being checked', async () => {
    const uri = dockerfile('Dockerfile.long');
    const order: string[] = [];
    const text = `FROM alpine:3.22\n${Array.from({ length: 6000 }, (_, i) => `RUN c${i} "$A"\nUSERR ${i}\n`).join('')}`;
    const checked = server.open(uri, text).then(() => server.diagnostics(uri, (all) => all.length > 0)).then(() => order.push('diagnostics')); // prettier-ignore
    await server.hover(uri, 'FROM');
    order.push('hover');
    await checked;
    expect(order).toEqual(['hover', 'diagnostics']);
  });

  test('counts UTF-16 characters, and line ends of both kinds as one', async () => {
    const uri = dockerfile('Dockerfile.utf16');
    await server.open(uri, 'FROM alpine:3.22\r\nLABEL flag="🇨🇭" bare\nUSERR x\n');
    const found = await server.diagnostics(uri, (all) => all.length > 0);
    const starts = (code: string): unknown => found.find((one) => one.code === code)?.range.start;
    expect(starts('missing-equals')).toEqual({ line: 1, character: 'LABEL flag="'.length + 4 + '" '.length });
    expect(starts('unknown-instruction')).toEqual({ line: 2, character: 0 });
  });

  test('offers quick fixes whose edits fit the text', async () => {
    const uri = makeProject({ 'app.conf': 'x\n' })('Dockerfile');
    await server.open(uri, 'FROM alpine:3.22\nADD app.conf /etc/\nUSER nobody\nCMD ["cat", "/etc/app.conf"]\n');
    const found = await server.diagnostics(uri, (all) => all.some(({ code }) => code === 'add-for-local-files'));
    const { range } = found.find(({ code }) => code === 'add-for-local-files')!;
    const fix = (await server.actions(uri, range)).find(({ isPreferred }) => isPreferred)!;
    expect(fix).toMatchObject({ title: 'Use COPY', kind: 'quickfix', diagnostics: [{ code: 'add-for-local-files', range }] });
    expect(applied(server.text(uri), fix.edit!.changes![uri]!)).toBe(server.text(uri).replace('ADD', 'COPY'));
  });

  test('returns fix-all only if its kind is requested', async () => {
    const uri = dockerfile('Dockerfile.all');
    await server.open(uri, 'FROM alpine:3.22\nMAINTAINER a@example.com\nADD x.conf /etc/\nUSER nobody\n');
    await server.diagnostics(uri, (all) => all.some(({ code }) => code === 'add-for-local-files'));
    const range = server.rangeOf(uri, 'FROM');
    expect((await server.actions(uri, range)).map(({ kind }) => kind)).not.toContain('source.fixAll.layerwise');
    const [fix] = await server.actions(uri, range, ['source.fixAll']);
    expect(applied(server.text(uri), fix!.edit!.changes![uri]!)).toContain('COPY x.conf /etc/');
  });

  test('executes fix-all for any client', async () => {
    const uri = dockerfile('Dockerfile.command');
    await server.open(uri, 'FROM alpine:3.22\nADD x.conf /etc/\nUSER nobody\n');
    const applyEdit = new Promise<ApplyWorkspaceEditParams>((resolve) => {
      server.connection.onRequest(ApplyWorkspaceEditRequest.type, (params) => {
        resolve(params);
        return { applied: true };
      });
    });
    expect(await server.connection.sendRequest(ExecuteCommandRequest.type, { command: 'layerwise.fixAll', arguments: [uri] })).toBe(true);
    expect(applied(server.text(uri), (await applyEdit).edit.changes![uri]!)).toBe('FROM alpine:3.22\nCOPY x.conf /etc/\nUSER nobody\n');
  });

  test('refuses a command that is not its own, and one without a document', async () => {
    const execute = (command: string, args: unknown[]): Promise<unknown> =>
      server.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
    await expect(execute('layerwise.launch', [])).rejects.toThrow('no such command');
    await expect(execute('layerwise.fixAll', [])).rejects.toThrow('the URI of a document');
  });

  test('answers hovers', async () => {
    const uri = dockerfile('Dockerfile.hover');
    await server.open(uri, 'FROM alpine:3.22\nENTRYPOINT ["echo", "a"]\nCMD ["b"]\n');
    expect(await server.hover(uri, 'ENTRYPOINT')).toContain('echo a b');
    expect(await server.hover(uri, 'FROM')).toContain('FROM');
  });

  test('reads the build context of the file', async () => {
    const uri = makeProject({ 'real.tar.gz': 'not an archive, whatever its name says\n' })('Dockerfile');
    await server.open(uri, 'FROM alpine:3.22\nADD real.tar.gz /data/\nUSER nobody\n');
    await server.diagnostics(uri, (all) => all.some(({ code }) => code === 'add-for-local-files'));
  });

  test('accepts any text and keeps running', async () => {
    const broken = [
      '',
      '\uFEFF',
      '\0\0\0',
      'FROM',
      'FROM $',
      'RUN <<EOF\nno end',
      'COPY --from=',
      `RUN ${'$('.repeat(500)}`,
      'ENV a="',
      '# escape=`\nRUN dir `',
      'ONBUILD ONBUILD ONBUILD RUN',
      `FROM a\nRUN ${'x '.repeat(50_000)}`,
      'FROM a\nRUN --mount=type=cache,\\\n# c\ntarget=/x true',
      'CMD ["a',
      '\ud800 \udfff',
    ];
    for (const [i, text] of broken.entries()) {
      const uri = dockerfile(`Dockerfile.broken-${i}`);
      await server.open(uri, text);
      await server.diagnostics(uri);
      const whole = { start: { line: 0, character: 0 }, end: { line: 9, character: 9 } };
      await server.actions(uri, whole, ['quickfix', 'source.fixAll']);
      for (const character of [0, 3, 8]) {
        await server.connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 0, character } });
      }
    }
    expect(server.process.exitCode).toBe(null);
  });

  test('returns nothing for a document that is not open', async () => {
    const textDocument = { uri: 'file:///nowhere/Dockerfile' };
    expect(await server.connection.sendRequest('textDocument/hover', { textDocument, position: { line: 0, character: 0 } })).toBe(null);
  });
});

describe('an editor with more capabilities', () => {
  test('gets versioned edits', async () => {
    const server = await LanguageServer.start({ workspace: { workspaceEdit: { documentChanges: true } } });
    const uri = dockerfile('Dockerfile.versioned');
    await server.open(uri, 'FROM alpine:3.22\nADD x.conf /etc/\nUSER nobody\n');
    await server.diagnostics(uri, (all) => all.some(({ code }) => code === 'add-for-local-files'));
    const [fix] = await server.actions(uri, server.rangeOf(uri, 'ADD'));
    expect(fix?.edit).toMatchObject({ documentChanges: [{ textDocument: { uri, version: 1 } }] });
    await server.stop();
  });

  test('is asked for the settings of each document', async () => {
    const server = await LanguageServer.start({ workspace: { configuration: true } });
    server.connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri: string }[] }) =>
      items.map(({ scopeUri }) => ({ rules: { 'add-for-local-files': scopeUri.endsWith('.strict') ? 'error' : 'off' } })),
    );
    const text = 'FROM alpine:3.22\nADD x.conf /etc/\nUSER nobody\n';
    const [strict, silent] = [dockerfile('Dockerfile.strict'), dockerfile('Dockerfile.silent')];
    await server.open(strict, text);
    await server.open(silent, text);
    const found = await server.diagnostics(strict, (all) => all.some(({ code }) => code === 'add-for-local-files'));
    expect(found.find(({ code }) => code === 'add-for-local-files')?.severity).toBe(1);
    expect((await server.diagnostics(silent)).map(({ code }) => code)).not.toContain('add-for-local-files');
    await server.stop();
  });

  test('gets one log message about invalid settings', async () => {
    const server = await LanguageServer.start({ workspace: { configuration: true } });
    const logged: string[] = [];
    server.connection.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
    server.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => ({ rules: { 'latest-tags': 'off', DL3020: 'loud', 'unknown-flag': 'off' } })),
    );
    for (const name of ['Dockerfile.one', 'Dockerfile.two']) {
      const uri = dockerfile(name);
      await server.open(uri, 'FROM alpine:3.22\nADD x.conf /etc/\nUSER nobody\n');
      await server.diagnostics(uri, (all) => all.some(({ code }) => code === 'add-for-local-files'));
    }
    expect(logged).toEqual([
      'layerwise: There is no rule "latest-tags". Did you mean "latest-tag"?',
      'layerwise: "DL3020" must be one of "off", "hint", "info", "warning", "error", or [level, { options }], not "loud".',
    ]);
    await server.stop();
  });

  test('gets no commands that it registers itself', async () => {
    const server = await LanguageServer.start({}, { commands: true });
    expect(server.initialized.capabilities.executeCommandProvider).toBe(undefined);
    await server.stop();
  });
});
