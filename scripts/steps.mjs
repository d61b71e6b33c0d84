// Functions that the scripts share.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
/** The result of `npm run package`. */
export const vsixPath = path.join(root, 'dist', `layerwise-${manifest.version}.vsix`);

/** Runs a program in the root folder with our standard output; throws if it fails. */
export function run(command, args) {
  execFileSync(command, args, { cwd: root, stdio: 'inherit' });
}

/** Runs a program with our standard output, and returns the output too. Never rejects: `status` is the exit status. */
export function runAndRead(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let output = '';
    const streams = [
      { stream: child.stdout, ours: process.stdout },
      { stream: child.stderr, ours: process.stderr },
    ];
    for (const { stream, ours } of streams) {
      // prettier-ignore
      stream.on('data', (bytes) => {
        output += bytes;
        ours.write(bytes);
      });
    }
    child.once('error', (error) => resolve({ status: 1, output: `${output}${error.message}\n` }));
    child.once('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

/** The last `N passed, N failed` line of an output; undefined if there is none. */
export function totalsIn(output) {
  const line = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  return line && { passed: Number(line[1]), failed: Number(line[2]) };
}
