// node scripts/package.mjs
// Creates dist/layerwise-<version>.vsix: minified bundles, and what .vscodeignore includes.
import { rmSync, statSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { root, run, vsixPath } from './steps.mjs';

/** Maximum size in bytes: a larger VSIX is a packaging error. */
const mostBytes = 3_000_000;

run('node', ['scripts/l10n.mjs', '--strict']);
run('node', ['scripts/build.mjs', 'client', 'server', '--minify']);
rmSync(vsixPath, { force: true });
// The bundles contain all dependencies. Relative links are not rewritten, because the repository is not public yet.
await createVSIX({ cwd: root, packagePath: vsixPath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });

const { size } = statSync(vsixPath);
if (size > mostBytes) {
  console.error(`${vsixPath} has ${size} bytes; the maximum is ${mostBytes}`);
  process.exitCode = 1;
}
