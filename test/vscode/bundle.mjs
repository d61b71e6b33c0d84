// Bundles the suites into one CommonJS file without Node.js modules, for every kind of extension host: process, web worker, desktop.
import path from 'node:path';
import { build } from 'esbuild';
import { repository } from './host/places.mjs';

/** Resolves to the path of the file whose run() VS Code calls. */
export async function bundleSuites() {
  const outfile = path.join(repository, 'dist', 'test', 'vscode.js');
  await build({
    entryPoints: [path.join(repository, 'test', 'vscode', 'run.ts')],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    define: { global: 'globalThis' },
    logLevel: 'warning',
  });
  return outfile;
}
