// node scripts/test-vscode.mjs [node|web|vsix|no-folder|several-roots|chinese|chinese-web ...] [--no-build] [--verbose]
// Tests the extension in a real VS Code, and prints the totals as the last line: `N passed, N failed`. Default: all runs.
// Installs what it needs on first use (test/vscode/host/setup.mjs).
import path from 'node:path';
import { bundleSuites } from '../test/vscode/bundle.mjs';
import { setUp } from '../test/vscode/host/setup.mjs';
import { root, run, runAndRead, totalsIn, vsixPath } from './steps.mjs';

const fixtures = path.join('test', 'vscode', 'fixtures');
const workspace = ['--workspace', path.join(fixtures, 'workspace')];
const developed = ['--extension', root];
const runs = {
  node: [...developed, ...workspace],
  web: [...developed, ...workspace, '--kind', 'web'],
  'no-folder': [...developed, ...workspace, '--workspace-file', 'none'],
  'several-roots': [...developed, '--workspace', path.join(fixtures, 'roots'), '--workspace-file', 'two.code-workspace'],
  chinese: [...developed, ...workspace, '--locale', 'zh-cn'],
  'chinese-web': [...developed, ...workspace, '--kind', 'web', '--locale', 'zh-cn'],
  vsix: ['--vsix', vsixPath, ...workspace],
};

const args = process.argv.slice(2);
const flags = args.filter((arg) => arg === '--verbose');
const named = args.filter((arg) => !arg.startsWith('--'));
const unknown = named.filter((name) => !(name in runs));
if (unknown.length > 0) {
  console.error(`unknown run: ${unknown.join(', ')}; available: ${Object.keys(runs).join(', ')}`);
  process.exit(2);
}

try {
  setUp();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
if (!args.includes('--no-build')) run('node', ['scripts/build.mjs', 'client', 'server']);
const suites = await bundleSuites();
const names = named.length > 0 ? named : Object.keys(runs);
if (names.includes('vsix')) run('npm', ['run', '--silent', 'package']);

const totals = { passed: 0, failed: 0 };
for (const name of names) {
  console.log(`\n# ${name}`);
  const { output } = await runAndRead('node', ['test/vscode/host/run-tests.mjs', ...runs[name], '--tests', suites, ...flags]);
  const { passed, failed } = totalsIn(output) ?? { passed: 0, failed: 1 };
  totals.passed += passed;
  totals.failed += failed;
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
