import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** The built command line tool. */
export const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');

/** The result of a run of the built command line tool. */
export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A temporary folder with these files; deleted after the test. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-cli-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

/** Runs the built `layerwise` in a folder, in English unless `locale` is given. `environment`: further environment variables. */
export function layerwise(
  folder: string,
  args: readonly string[],
  input = '',
  locale = 'C',
  environment: Readonly<Record<string, string>> = {},
): Run {
  const env = { ...process.env, LC_ALL: locale, ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env,
    timeout: 60_000,
    maxBuffer: 2 ** 26,
  });
  return { status, out: stdout, err: stderr };
}

/** The same with its output through a pipe of a shell. */
export function layerwisePiped(folder: string, args: readonly string[], pipe: string): Run {
  const command = [process.execPath, cli, ...args].map((word) => `'${word}'`).join(' ');
  const { status, stdout, stderr } = spawnSync('sh', ['-c', `${command} | ${pipe}`], { cwd: folder, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}
