// Loads a module of the server's pure code. Node.js 20 cannot run TypeScript, so it is bundled first.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** @param {string} path from the root of the repository */
export async function loadModule(path) {
  const entry = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], write: false, logLevel: 'error' }); // prettier-ignore
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
