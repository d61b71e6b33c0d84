// node scripts/test-electron.mjs [VERSION]
// The same suites as `npm run test:vscode`, in a desktop VS Code that @vscode/test-electron downloads.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { bundleSuites } from '../test/vscode/bundle.mjs';
import { root, run } from './steps.mjs';

const vscodeExecutablePath = await download(process.argv[2]);
run('node', ['scripts/build.mjs', 'client', 'server']);
const suites = await bundleSuites();

const workspace = mkdtempSync(path.join(tmpdir(), 'layerwise-electron-'));
cpSync(path.join(root, 'test', 'vscode', 'fixtures', 'workspace'), workspace, { recursive: true });
try {
  const status = await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: suites,
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust'],
  });
  process.exitCode = status;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(workspace, { recursive: true, force: true });
}

/** The path of VS Code's program; if it cannot be downloaded, prints one line and exits. */
async function download(version) {
  try {
    return await downloadAndUnzipVSCode({ ...(version && { version }), timeout: 20_000 });
  } catch (error) {
    console.error(
      `npm run test:electron: VS Code cannot be downloaded from this machine (${error.message.split('\n')[0]}). Run \`npm run test:vscode\` instead.`,
    );
    process.exit(1);
  }
}
