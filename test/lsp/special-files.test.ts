import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LanguageServer } from '../support/language-server.ts';

const text = 'FROM alpine\nCOPY package.json /\nUSER nobody\n';

function folderWithDockerfile(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-special-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  fs.writeFileSync(path.join(folder, 'Dockerfile'), text);
  return folder;
}

async function open(folder: string, environment: Readonly<Record<string, string>> = {}): Promise<LanguageServer> {
  const uri = pathToFileURL(folder).href;
  const server = await LanguageServer.start({}, undefined, { workspaceFolders: [{ uri, name: 'w' }] }, environment);
  await server.open(`${uri}/Dockerfile`, text);
  return server;
}

describe.skipIf(process.platform === 'win32')('a folder with files that cannot be read to their end', () => {
  test.each([
    ['.dockerignore', undefined],
    ['package.json', undefined],
    ['package.json', 'pipe'],
    ['.editorconfig', 'pipe'],
    ['compose.yaml', 'pipe'],
    ['package.json', '/dev/zero'],
    ['.dockerignore', '/dev/zero'],
  ])('%s is a pipe, or a link to %s: diagnostics arrive, and the server exits', async (name, target) => {
    const folder = folderWithDockerfile();
    spawnSync('mkfifo', [path.join(folder, target === undefined ? name : 'pipe')]);
    if (target !== undefined) fs.symlinkSync(target, path.join(folder, name));
    const server = await open(folder);
    const uri = pathToFileURL(path.join(folder, 'Dockerfile')).href;
    expect((await server.diagnostics(uri, (found) => found.length > 0)).length).toBeGreaterThan(0);
    expect(await server.hover(uri, 'package.json')).not.toBe('');
    expect(await server.stop()).toBe(0);
  });

  test('exit ends the process although the file system does not answer', async () => {
    const folder = folderWithDockerfile();
    fs.writeFileSync(path.join(folder, 'package.json'), '{}');
    spawnSync('mkfifo', [path.join(folder, 'pipe')]);
    // A network drive that is gone: opening a file does not return.
    const hook = path.join(folder, 'hang.cjs');
    const marker = path.join(folder, 'hangs');
    fs.writeFileSync(
      hook,
      `const fs = require('fs');
      const { open } = fs.promises;
      fs.promises.open = (file, ...more) => {
        if (!String(file).endsWith('package.json')) return open(file, ...more);
        fs.writeFileSync(${JSON.stringify(marker)}, '');
        return open(${JSON.stringify(path.join(folder, 'pipe'))}, 'r');
      };`,
    );
    const server = await open(folder, { NODE_OPTIONS: `--require ${hook}` });
    while (!fs.existsSync(marker)) await new Promise((resolve) => setTimeout(resolve, 20));
    const start = Date.now();
    await server.stop();
    expect(Date.now() - start).toBeLessThan(5_000);
  });
});
