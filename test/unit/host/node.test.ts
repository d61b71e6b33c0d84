import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cliFiles } from '../../../server/src/cli/files.ts';
import type { FileHost } from '../../../server/src/host/host.ts';
import { nodeFiles } from '../../../server/src/host/node.ts';
import { fileUri } from '../../../server/src/host/uri.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'layerwise-host-'));
  mkdirSync(join(folder, 'inner'));
  writeFileSync(join(folder, 'inner', 'a.txt'), 'a');
});
afterAll(() => rmSync(folder, { recursive: true }));

const hosts: readonly (readonly [string, FileHost])[] = [
  ['the server', nodeFiles],
  ['the command line', cliFiles],
];

it.each(hosts)('%s: what is not there has no text, no entries and no other URI', async (_, files) => {
  const missing = fileUri(join(folder, 'missing'));
  expect(await files.readText(missing, 100)).toBeUndefined();
  expect(await files.list(missing, 100)).toBeUndefined();
  expect(await files.resolveLinks(missing)).toBe(missing);
  expect(await files.readText('untitled:Dockerfile', 100)).toBeUndefined();
  expect(await files.resolveLinks('untitled:Dockerfile')).toBe('untitled:Dockerfile');
});

it.each(hosts)('%s: a file has a text and no entries', async (_, files) => {
  const file = fileUri(join(folder, 'inner', 'a.txt'));
  expect(await files.readText(file, 100)).toBe('a');
  expect(await files.list(file, 100)).toBeUndefined();
});

it.each(hosts)('%s: a folder has entries and no text', async (_, files) => {
  expect(await files.readText(fileUri(folder), 100)).toBeUndefined();
  expect(await files.list(fileUri(folder), 100)).toEqual({
    entries: [
      { path: 'inner', kind: 'directory', size: 0 },
      { path: 'inner/a.txt', kind: 'file', size: 1 },
    ],
    truncated: false,
  });
});
