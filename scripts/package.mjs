// node scripts/package.mjs
// Makes dist/layerwise-<version>.vsix: minified bundles, and what .vscodeignore lets in.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { root, run, vsixPath } from './steps.mjs';

rmSync(path.join(root, 'dist', 'client'), { recursive: true, force: true });
rmSync(path.join(root, 'dist', 'server'), { recursive: true, force: true });
run('node', ['scripts/build.mjs', 'client', 'server', '--minify']);
rmSync(vsixPath, { force: true });
// The bundles hold all dependencies. There is no public repository yet that relative links could be rewritten to.
await createVSIX({ cwd: root, packagePath: vsixPath, dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false });
