import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, folderOf, layerwise } from '../support/command-line.ts';

const naive = 'FROM alpine:3.22\nADD app.conf /etc/\nUSER nobody\n';
const fixed = naive.replace('ADD', 'COPY');
const isRoot = process.getuid?.() === 0;

/** A copy of the tool that every user can read: the repository may be in a folder of root alone (`git clone . $(mktemp -d)`). */
const readable = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-tool-'));
beforeAll(() => {
  fs.chmodSync(readable, 0o755);
  for (const name of ['cli.js', 'commands.js', 'data'])
    fs.cpSync(path.join(path.dirname(cli), name), path.join(readable, name), { recursive: true });
});
afterAll(() => fs.rmSync(readable, { recursive: true, force: true }));

/** Runs `layerwise check --fix` in a shell after `before`, as a user without special permissions. */
function fixAs(folder: string, before: string, args: readonly string[] = ['check', '--fix']): { status: number | null; err: string } {
  const words = [process.execPath, path.join(readable, 'cli.js'), ...args].map((word) => `'${word}'`).join(' ');
  const user = isRoot ? { uid: 65_534, gid: 65_534 } : {};
  const { status, stderr } = spawnSync('sh', ['-c', `${before}${before.endsWith('|') ? ' ' : '\n'}${words}`], {
    cwd: folder,
    encoding: 'utf8',
    ...user,
  });
  return { status, err: stderr };
}

/** A folder that belongs to the user of `fixAs`. */
function ownFolder(files: Readonly<Record<string, string>>): string {
  const folder = folderOf(files);
  if (isRoot) for (const file of [folder, ...Object.keys(files).map((name) => path.join(folder, name))]) fs.chownSync(file, 65_534, 65_534);
  return folder;
}

describe.skipIf(process.platform === 'win32')('files that the command line writes', () => {
  it('keep their mode, and a link stays a link', () => {
    const folder = folderOf({ 'real.Dockerfile': naive, 'app.conf': '' });
    fs.chmodSync(path.join(folder, 'real.Dockerfile'), 0o640);
    fs.symlinkSync('real.Dockerfile', path.join(folder, 'Dockerfile'));
    layerwise(folder, ['check', '--fix', 'Dockerfile']);
    expect(fs.readlinkSync(path.join(folder, 'Dockerfile'))).toBe('real.Dockerfile');
    expect(fs.readFileSync(path.join(folder, 'real.Dockerfile'), 'utf8')).toBe(fixed);
    expect(fs.statSync(path.join(folder, 'real.Dockerfile')).mode & 0o777).toBe(0o640);
    expect(fs.readdirSync(folder).sort()).toEqual(['Dockerfile', 'app.conf', 'real.Dockerfile']);
  });

  const long = naive + '# a long comment\n'.repeat(2_000);

  it.each([
    ['the folder is read-only', 'chmod 555 .', naive, 'not written: no file can be created in its folder'],
    ['the file is read-only', 'chmod 444 Dockerfile', naive, 'permission denied'],
    ['the file may not become that large', 'ulimit -f 4', long, 'the file is too large'],
    ['the file can be neither read nor written', 'chmod 000 Dockerfile', naive, 'permission denied'],
  ])('%s: the reason is printed and the file is as it was', (_, before, text, reason) => {
    const folder = ownFolder({ Dockerfile: text, 'app.conf': '' });
    const { status, err } = fixAs(folder, before);
    expect([err, status]).toEqual([`layerwise: Dockerfile: ${reason}\n`, 2]);
    fs.chmodSync(folder, 0o755);
    expect(fs.readdirSync(folder).sort()).toEqual(['Dockerfile', 'app.conf']);
    fs.chmodSync(path.join(folder, 'Dockerfile'), 0o644);
    expect(fs.readFileSync(path.join(folder, 'Dockerfile'), 'utf8')).toBe(text);
  });

  it.each([
    ['a Dockerfile', 'chmod 000 b/Dockerfile', 'layerwise: b/Dockerfile: permission denied\n', 2],
    ['a folder', 'chmod 000 b', 'layerwise: b: cannot read the folder\n', 2],
    ['a folder that may be listed but not entered', 'chmod 444 b', 'layerwise: b/Dockerfile: permission denied\n', 2],
    ['the ignore file', 'chmod 000 .dockerignore', '', 0],
    ['a manifest', 'chmod 000 package.json', '', 0],
    ['a compose file', 'chmod 000 compose.yaml', '', 0],
  ])('%s that may not be read: the other files are fixed', (_, before, expected, expectedStatus) => {
    const project = { '.dockerignore': 'x\n', 'package.json': '{}', 'compose.yaml': 'services: {}\n', 'app.conf': '', 'b/app.conf': '' };
    const folder = ownFolder({ Dockerfile: naive, 'b/Dockerfile': fixed, ...project });
    if (isRoot) fs.chownSync(path.join(folder, 'b'), 65_534, 65_534);
    const { status, err } = fixAs(folder, before);
    spawnSync('chmod', ['-R', 'u+rwX', folder]);
    expect([err, status]).toEqual([expected, expectedStatus]);
    expect(fs.readFileSync(path.join(folder, 'Dockerfile'), 'utf8')).toBe(fixed);
  });

  it('a pipe that is named is read, but not written', () => {
    const folder = ownFolder({ 'a.txt': naive, 'app.conf': '' });
    const { status, err } = fixAs(folder, 'cat a.txt |', ['check', '--fix', '/dev/stdin']);
    expect([err, status]).toEqual(['layerwise: /dev/stdin: not written: this is not a regular file\n', 2]);
  });

  it('multistage --write does not leave half a file either', () => {
    const project = { 'go.mod': 'module a\n\ngo 1.24\n', 'main.go': 'package main\n\nfunc main() {}\n' };
    const text = `FROM golang:1.24\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\n${'# a comment\n'.repeat(2_000)}CMD ["/app"]\n`;
    const folder = ownFolder({ Dockerfile: text, ...project });
    const { status, err } = fixAs(folder, 'ulimit -f 4', ['multistage', '--write', 'Dockerfile']);
    expect([err, status]).toEqual(['layerwise: Dockerfile: the file is too large\n', 2]);
    expect(fs.readFileSync(path.join(folder, 'Dockerfile'), 'utf8')).toBe(text);
    expect(fs.readdirSync(folder).sort()).toEqual(['Dockerfile', 'go.mod', 'main.go']);
  });

  it('several runs at once, and runs that are killed, leave the old or the new text', async () => {
    const folder = folderOf({ Dockerfile: long, 'app.conf': '' });
    const file = path.join(folder, 'Dockerfile');
    for (const killAfter of [undefined, 150, 220, 300]) {
      fs.writeFileSync(file, long);
      const runs = [0, 1, 2].map(() => spawn(process.execPath, [cli, 'check', '--fix'], { cwd: folder, stdio: 'ignore' }));
      const ended = runs.map((run) => once(run, 'exit'));
      if (killAfter !== undefined) setTimeout(() => runs.forEach((run) => run.kill('SIGKILL')), killAfter);
      await Promise.all(ended);
      expect([long, long.replace('ADD', 'COPY')]).toContain(fs.readFileSync(file, 'utf8'));
    }
  }, 30_000);
});
