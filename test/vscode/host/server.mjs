// Starts VS Code's own server (code-server's lib/vscode, without code-server's wrapper). The extension runs in the Node.js extension host
// of this server or, for kind `web`, in the web worker extension host of the page. Listens on 127.0.0.1 only.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeFor, vscodeRoot } from './places.mjs';

// Only settings whose names did not change: a release that renames a setting rewrites the file at start and opens it as a document, which
// starts the JSON and TypeScript extensions during the tests.
const editorSettings = {
  'files.autoSave': 'off', // as on the desktop; the web's default is afterDelay, under which document.save() may answer false
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
  'npm.fetchOnlinePackageInfo': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'chat.disableAIFeatures': true,
};

/**
 * data: a folder for VS Code's own files (settings, logs, extensions). settings: more user settings. env: more environment variables of the
 * extension host; VS Code removes VSCODE_*, CODE_SERVER_* and ELECTRON_*. vsix: a packaged extension to install first.
 * Resolves when the server listens; `stop()` ends it and all processes that it started; `left` resolves with the reason when it ends.
 * @param {{ data: string, settings?: object, env?: object, vsix?: string, verbose?: boolean, port?: number }} options
 */
export async function startServer({ data, settings = {}, env = {}, vsix, verbose = false, port = 0 }) {
  const user = path.join(data, 'data', 'User'); // code-server keeps user data on the server
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...editorSettings, ...settings }, null, 2));

  const own = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|CODE_SERVER_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  const serverEnv = { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{}', ...env }; // {}: no requests to a gallery
  const main = [path.join(vscodeRoot, 'out', 'server-main.js'), '--server-data-dir', data];
  const common = [...main, '--accept-server-license-terms', '--telemetry-level', 'off'];
  if (vsix) {
    const install = [...common, '--install-extension', path.resolve(vsix)];
    execFileSync(nodeFor(), install, { env: serverEnv, stdio: verbose ? 'inherit' : 'pipe' });
  }
  const flags = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--disable-workspace-trust'];
  // Without the smoke test driver, a newer workbench ignores the extensions in the URL.
  flags.push('--force-disable-user-env', '--enable-smoke-test-driver', ...(verbose ? ['--log', 'debug'] : []));
  // detached: a separate process group, so that stop() also ends the extension hosts and language servers
  const server = spawn(nodeFor(), [...common, ...flags], { env: serverEnv, stdio: ['ignore', 'pipe', 'pipe'], detached: true });

  let log = '';
  const left = new Promise((resolve) => {
    server.once('error', (error) => resolve(`VS Code's server did not start: ${error.message}`));
    server.once('exit', (code, signal) => resolve(`VS Code's server left with ${code ?? signal}\n${log}`));
  });
  const signal = (name) => {
    try {
      if (server.pid) process.kill(-server.pid, name);
    } catch {
      // the group has ended
    }
  };
  const stop = async () => {
    signal('SIGTERM');
    const hard = setTimeout(() => signal('SIGKILL'), 3000);
    await left;
    clearTimeout(hard);
    signal('SIGKILL');
  };

  const listening = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code's server did not listen within 30 s\n${log}`)), 30_000);
    for (const stream of [server.stdout, server.stderr]) {
      stream.on('data', (bytes) => {
        log += bytes;
        if (verbose) process.stderr.write(bytes);
        const match = /Extension host agent listening on (\d+)/.exec(log);
        if (!match) return;
        clearTimeout(timer);
        resolve(Number(match[1]));
      });
    }
    void left.then((why) => reject(new Error(why)));
  });
  try {
    const authority = `127.0.0.1:${await listening}`;
    return { authority, stop, left, log: () => log };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The page of a running server: `folder` (or a .code-workspace file) opened, with an extension under development, a test module
 * whose run() is called, and a file to open. No folder: an empty window.
 * @param {string} authority
 * @param {{ folder?: string, extension?: string, tests?: string, open?: string }} parts
 */
export function pageUrl(authority, { folder, extension, tests, open }) {
  // code-server's workbench takes location.host as the remote authority
  const remote = (file) => `vscode-remote://${authority}${pathToFileURL(path.resolve(file)).pathname}`;
  const payload = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ['enableProposedApi', '']]; // prettier-ignore
  if (extension) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  if (open) payload.push(['openFile', remote(open)]);
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (folder) query.set(folder.endsWith('.code-workspace') ? 'workspace' : 'folder', path.resolve(folder));
  else query.set('ew', 'true');
  return `http://${authority}/?${query}`;
}

/**
 * A link in `folder` to the extension's folder. VS Code's own parts are inside this repository, and VS Code would treat everything inside
 * the extension under development as part of that extension: its first theme would replace the user's.
 */
export function linkTo(extension, folder) {
  const link = path.join(folder, 'extension');
  fs.symlinkSync(path.resolve(extension), link, 'junction');
  return link;
}
