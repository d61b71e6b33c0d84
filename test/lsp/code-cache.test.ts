import fs from 'node:fs';
import module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LanguageServer } from '../support/language-server.ts';

/** Newer versions of Node.js have a cache of their own. */
const usesOwnCache = !('enableCompileCache' in module);

function folderForTest(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-cache-'));
  onTestFinished(() => {
    fs.chmodSync(folder, 0o700);
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Starts the server with this folder for caches and checks a file; returns the ids of the reported rules after the server has exited. */
async function codesWith(caches: string, environment: Readonly<Record<string, string>> = {}): Promise<readonly unknown[]> {
  const server = await LanguageServer.start({}, undefined, {}, { XDG_CACHE_HOME: caches, ...environment });
  const uri = await server.openUntitled('FROM node:22\nRUNN npm ci\n');
  const found = await server.diagnostics(uri);
  expect(await server.hover(uri, 'node')).toContain('node');
  expect(await server.stop()).toBe(0);
  return found.map(({ code }) => code);
}

function cached(caches: string): readonly string[] {
  const folder = path.join(caches, 'layerwise/code-cache');
  return fs.existsSync(folder) ? fs.readdirSync(folder).map((name) => path.join(folder, name)) : [];
}

describe.runIf(usesOwnCache && process.platform === 'linux')('the compiled code of the server', () => {
  test('is stored by the first run, used by the next, and not written again', async () => {
    const caches = folderForTest();
    expect(await codesWith(caches)).toContain('unknown-instruction');
    const files = cached(caches);
    expect(files.length).toBeGreaterThan(3);
    expect(files.every((file) => /\/[0-9a-f]{64}\.bin$/.test(file))).toBe(true);
    const times = files.map((file) => fs.statSync(file).mtimeMs);
    expect(await codesWith(caches)).toContain('unknown-instruction');
    expect(cached(caches)).toEqual(files);
    expect(files.map((file) => fs.statSync(file).mtimeMs)).toEqual(times);
  });

  test.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['changed in the middle', (bytes: Buffer) => Buffer.from(bytes).fill(0xff, bytes.length / 2, bytes.length / 2 + 64)],
    ['something else', () => Buffer.from('not code')],
  ])('is ignored and written again if a file is %s', async (_, damage) => {
    const caches = folderForTest();
    await codesWith(caches);
    const sizes = new Map(cached(caches).map((file) => [file, fs.statSync(file).size]));
    for (const file of cached(caches)) fs.writeFileSync(file, damage(fs.readFileSync(file)));
    expect(await codesWith(caches)).toContain('unknown-instruction');
    for (const file of cached(caches)) expect(fs.statSync(file).size, file).toBeGreaterThan(0.6 * sizes.get(file)!);
    expect(await codesWith(caches)).toContain('unknown-instruction');
  });

  test('is not stored if the folder cannot be created', async () => {
    const caches = path.join(folderForTest(), 'file');
    fs.writeFileSync(caches, '');
    expect(await codesWith(caches)).toContain('unknown-instruction');
  });

  test('is not stored if the user has disabled it', async () => {
    const caches = folderForTest();
    expect(await codesWith(caches, { NODE_DISABLE_COMPILE_CACHE: '1' })).toContain('unknown-instruction');
    expect(cached(caches)).toEqual([]);
  });

  test('of older builds is removed, the oldest first', async () => {
    const caches = folderForTest();
    const folder = path.join(caches, 'layerwise/code-cache');
    fs.mkdirSync(folder, { recursive: true });
    const old = Array.from({ length: 60 }, (_, i) => path.join(folder, `old-${i}.bin`));
    for (const [i, file] of old.entries()) {
      fs.writeFileSync(file, '');
      fs.utimesSync(file, 1e9 + i, 1e9 + i);
    }
    await codesWith(caches);
    expect(cached(caches)).toHaveLength(40);
    expect(fs.existsSync(old[0]!)).toBe(false);
    expect(fs.existsSync(old.at(-1)!)).toBe(true);
  });
});
