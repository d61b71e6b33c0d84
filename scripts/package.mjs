// node scripts/package.mjs
// Makes dist/layerwise-<version>.vsix: minified bundles, and what .vscodeignore lets in.
import { rmSync, statSync } from 'node:fs';
import { createVSIX } from '@vscode/vsce';
import { root, run, vsixPath } from './steps.mjs';

/** A VSIX is downloaded by everyone: more than this is a mistake of packaging. */
const mostBytes = 3_000_000;

run('node', ['scripts/l10n.mjs', '--strict']);
run('node', ['scripts/build.mjs', 'client', 'server', '--minify']);
rmSync(vsixPath, { force: true });
// The bundles hold all dependencies. There is no public repository yet that relative links could be rewritten to.
await createVSIX({ cwd: root, packagePath: vsixPath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });

const { size } = statSync(vsixPath);
if (size > mostBytes) {
  console.error(`${vsixPath} has ${size} bytes, more than ${mostBytes}`);
  process.exitCode = 1;
}
