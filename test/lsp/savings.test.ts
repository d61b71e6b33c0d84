import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ServerRequests } from '../../server/src/lsp/messages.ts';
import { LanguageServer } from '../support/language-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-savings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(path.join(folder, 'large.bin'), 'x'.repeat(3_000_000));

const uri = pathToFileURL(path.join(folder, 'Dockerfile')).href;
const text = 'FROM debian:bookworm-slim\nCOPY large.bin /data\nRUN chmod 755 /data\n';

describe('savings', () => {
  let server: LanguageServer;
  let edits: unknown[];
  let accepts: boolean;

  beforeEach(async () => {
    server = await LanguageServer.start({}, { commands: true, contexts: true });
    edits = [];
    accepts = true;
    server.connection.onRequest('workspace/applyEdit', ({ edit }: { edit: unknown }) => {
      edits.push(edit);
      return { applied: accepts };
    });
    await server.open(uri, text);
    await server.diagnostics(uri);
    await expect.poll(async () => (await ask('layerwise/savings', { uri }))?.savings.length).toBe(1);
  });
  afterEach(() => server.stop());

  function ask<M extends keyof ServerRequests>(method: M, params: ServerRequests[M][0]): Promise<ServerRequests[M][1]> {
    return server.connection.sendRequest(method, params);
  }

  test('are listed for a version, and the image after them is smaller by what they save', async () => {
    const { version, savings } = (await ask('layerwise/savings', { uri }))!;
    expect(savings).toMatchObject([{ id: 'files-stored-twice:3', size: '3 MB', bytes: 3_000_000, line: 2, canApply: true }]);
    const before = (await ask('layerwise/layers', { uri }))!.image!;
    const after = (await ask('layerwise/pickSavings', { uri, version, ids: ['files-stored-twice:3'] }))!;
    expect(before.bytes - after.bytes).toBe(3_000_000);
    expect(before.wasted - after.wasted).toBe(3_000_000);
  });

  test('are applied as one edit', async () => {
    const { version } = (await ask('layerwise/savings', { uri }))!;
    expect(await ask('layerwise/applySavings', { uri, version, ids: ['files-stored-twice:3'] })).toEqual({ refused: null });
    expect(edits).toHaveLength(1);
    expect(JSON.stringify(edits[0])).toContain('--chmod=755');
  });

  test('of an earlier version are refused, and nothing is changed', async () => {
    const { version } = (await ask('layerwise/savings', { uri }))!;
    const ids = ['files-stored-twice:3'];
    expect(await ask('layerwise/pickSavings', { uri, version: version - 1, ids })).toBeNull();
    const { refused } = await ask('layerwise/applySavings', { uri, version: version - 1, ids });
    expect(refused).toMatch(/^The Dockerfile has changed in the meantime/);
    expect(edits).toEqual([]);
  });

  test('that the editor refuses, because it has a newer version, are reported', async () => {
    accepts = false;
    const { version } = (await ask('layerwise/savings', { uri }))!;
    const { refused } = await ask('layerwise/applySavings', { uri, version, ids: ['files-stored-twice:3'] });
    expect(refused).toMatch(/nothing was applied/);
  });

  test('the total for the status bar', async () => {
    // 74.83 MB of debian:bookworm-slim and twice 3 MB.
    expect(await ask('layerwise/total', { uri })).toEqual({
      short: '80.8 MB',
      tooltip: 'The image takes about 80.8 MB on disk.\n3 MB wasted',
    });
  });
});
