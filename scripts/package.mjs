// node scripts/package.mjs
// Creates dist/layerwise-<version>.vsix: minified bundles, and what .vscodeignore includes.
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PackageManager, createVSIX, listFiles } from '@vscode/vsce';
import { extensionPage } from './extension-page.mjs';
import { root, run, vsixPath } from './steps.mjs';

/** Maximum size in bytes: a larger VSIX is a packaging error. */
const mostBytes = 4_000_000;

run('node', ['scripts/l10n.mjs', '--strict']);
run('node', ['scripts/build.mjs', 'client', 'server', '--minify']);
rmSync(vsixPath, { force: true });
// VS Code shows the README.md in the root folder of the extension, so the files are packed from a copy.
const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
const staging = path.join(root, 'dist', 'vsix');
rmSync(staging, { recursive: true, force: true });
for (const file of files) cpSync(path.join(root, file), path.join(staging, file));
writeFileSync(path.join(staging, 'README.md'), extensionPage(readFileSync(path.join(root, 'README.md'), 'utf8')));
// The page has no relative links, so that none has to be rewritten. The bundles contain all dependencies.
const options = { dependencies: false, allowMissingRepository: true, rewriteRelativeLinks: false };
// The scanner takes the name of the Debian package xapp-sn-watcher for a token of Slack.
await createVSIX({ cwd: staging, packagePath: vsixPath, ...options, allowPackageSecrets: ['slack'] });
rmSync(staging, { recursive: true });

const { size } = statSync(vsixPath);
if (size > mostBytes) {
  console.error(`${vsixPath} has ${size} bytes; the maximum is ${mostBytes}`);
  process.exitCode = 1;
}
