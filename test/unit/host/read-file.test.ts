import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFiles } from '../../../server/src/host/node.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-read-'));
const socket = net.createServer();

function uriOf(name: string): string {
  return pathToFileURL(path.join(folder, name)).href;
}

beforeAll(async () => {
  fs.writeFileSync(path.join(folder, 'text'), 'héllo\n');
  fs.writeFileSync(path.join(folder, 'empty'), '');
  fs.writeFileSync(path.join(folder, 'large'), 'x'.repeat(1000));
  if (process.platform === 'win32') return;
  spawnSync('mkfifo', [path.join(folder, 'pipe')]);
  const links = {
    text: 'link',
    pipe: 'link-to-pipe',
    loop: 'loop',
    nowhere: 'broken',
    '.': 'link-to-folder',
    '/dev/zero': 'zero',
    '/dev/tty': 'tty',
  };
  for (const [target, name] of Object.entries(links)) fs.symlinkSync(target, path.join(folder, name));
  fs.mkdirSync(path.join(folder, 'package.json'));
  await new Promise<void>((resolve) => socket.listen(path.join(folder, 'socket'), resolve));
});

afterAll(() => {
  socket.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('files of this machine', () => {
  it.each([
    ['text', 100, 'héllo\n'],
    ['text', 7, 'héllo\n'],
    ['text', 6, undefined],
    ['empty', 100, ''],
    ['empty', 0, ''],
    ['large', 999, undefined],
    ['gone', 100, undefined],
  ])('%s with at most %d bytes', async (name, limit, expected) => {
    expect(await nodeFiles.readText(uriOf(name), limit)).toBe(expected);
  });

  it.each([
    ['text', 2, 'h\u00c3'],
    ['text', 100, 'h\u00c3\u00a9llo\n'],
    ['empty', 100, ''],
    ['gone', 100, undefined],
  ])('the start of %s: %d bytes', async (name, bytes, expected) => {
    const head = await nodeFiles.readHead(uriOf(name), bytes);
    expect(head && Buffer.from(head).toString('latin1')).toBe(expected);
  });
});

describe.skipIf(process.platform === 'win32')('what is not a regular file is not read, and does not hang', () => {
  it.each([
    ['pipe'],
    ['link-to-pipe'],
    ['zero'],
    ['tty'],
    ['socket'],
    ['package.json'],
    ['link-to-folder'],
    ['loop'],
    ['broken'],
    ['text/below-a-file'],
  ])('%s', async (name) => {
    const before = process.memoryUsage().arrayBuffers;
    expect(await nodeFiles.readText(uriOf(name), 8_000_000)).toBeUndefined();
    expect(await nodeFiles.readHead(uriOf(name), 8_000_000)).toBeUndefined();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });

  it('a link to a regular file is read', async () => {
    expect(await nodeFiles.readText(uriOf('link'), 100)).toBe('héllo\n');
  });

  it.skipIf(!fs.existsSync('/proc/self/status'))('a regular file whose size is not known is read up to the limit', async () => {
    const status = pathToFileURL('/proc/self/status').href;
    expect(await nodeFiles.readText(status, 1_000_000)).toMatch(/^Name:.*^Pid:/ms);
    expect(await nodeFiles.readText(status, 10)).toBeUndefined();
    expect(await nodeFiles.readHead(status, 5)).toEqual(Buffer.from('Name:'));
  });
});
