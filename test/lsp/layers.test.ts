import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeLens } from 'vscode-languageserver/node';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LanguageServer } from '../support/language-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-layers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(path.join(folder, 'large.bin'), 'x'.repeat(3000));
writeFileSync(path.join(folder, 'small.bin'), 'x'.repeat(1000));

const uri = pathToFileURL(path.join(folder, 'Dockerfile')).href;
const text = 'FROM scratch AS data\nCOPY large.bin small.bin /data/\nFROM scratch\nCOPY --from=data /data/small.bin /\n';

describe('a click on a CodeLens in an editor without our client', () => {
  let server: LanguageServer;
  let messages: string[];

  beforeEach(async () => {
    server = await LanguageServer.start();
    messages = [];
    server.connection.onNotification('window/showMessage', ({ message }: { message: string }) => void messages.push(message));
    await server.open(uri, text);
    await server.diagnostics(uri);
  });
  afterEach(async () => {
    await server.stop();
  });

  async function lenses(): Promise<readonly CodeLens[]> {
    return (await server.connection.sendRequest<CodeLens[] | null>('textDocument/codeLens', { textDocument: { uri } })) ?? [];
  }

  test('shows the parts of the layer', async () => {
    await expect.poll(async () => (await lenses()).map(({ range }) => range.start.line)).toContain(1);
    const { command } = (await lenses()).find(({ range }) => range.start.line === 1)!;
    expect(server.initialized.capabilities.executeCommandProvider!.commands).toContain(command!.command);
    expect(await server.connection.sendRequest('workspace/executeCommand', { command: command!.command, arguments: command!.arguments })).toBe(true); // prettier-ignore
    const [first, ...parts] = messages[0]!.split('\n');
    expect(first).toMatch(/^COPY large\.bin small\.bin \/data\/: 4 kB · /);
    expect(parts).toEqual(['  3 kB  large.bin', '  1 kB  small.bin']);
  });

  test('shows the layers of a stage, and all stages without a line', async () => {
    const show = (...more: readonly unknown[]): Promise<unknown> =>
      server.connection.sendRequest('workspace/executeCommand', { command: 'layerwise.showLayers', arguments: [uri, ...more] });
    await show(0);
    expect(messages[0]).toMatch(/^data: 4 kB\n(?:.*\n)? {2}4 kB {2}COPY large\.bin small\.bin \/data\/$/);
    await show();
    expect(messages[1]).toMatch(/^data: 4 kB\n(?:.*\n)+Stage 1: /);
  });
});

test('our own client registers the same command itself and opens its view', async () => {
  const server = await LanguageServer.start({}, { commands: true });
  await server.open(uri, 'FROM debian:12\n');
  const [lens] = (await server.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } }))!;
  expect(lens!.command).toMatchObject({ command: 'layerwise.showLayers', arguments: [uri, 0] });
  await server.stop();
});
