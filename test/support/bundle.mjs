import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../scripts/steps.mjs';

/**
 * Bundles a TypeScript file of the tests, which Node.js 20 cannot run.
 * @param {string} entry Relative to test/.
 * @returns {Promise<string>} The path of the bundle. It is two folders deep, as the sources: the paths of data files are relative to them.
 */
export async function bundleOf(entry) {
  const { dir, name } = path.parse(entry);
  const outfile = path.join(root, 'dist', dir, `${name}.mjs`);
  await build({
    entryPoints: [path.join(root, 'test', entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    loader: { '.md': 'text' },
    define: { LAYERWISE_VERSION: '"test"' },
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
