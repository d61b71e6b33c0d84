// Paths of the parts of the real VS Code.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** This folder. */
export const here = path.dirname(fileURLToPath(import.meta.url));
/** The root folder of the repository. */
export const repository = path.resolve(here, '..', '..', '..');
const codeServer = path.join(here, 'node_modules', 'code-server');
/** VS Code's server and its web workbench in code-server's package. */
export const vscodeRoot = path.join(codeServer, 'lib', 'vscode');
/** Written by prepare.mjs at its end. */
export const stamp = path.join(vscodeRoot, 'node_modules', '.layerwise-host-ready');

/** Whether setup.mjs has finished. */
export function isReady() {
  return fs.existsSync(stamp);
}

/** The browser for VS Code: $CHROMIUM, else the one of the machine; undefined if there is none. */
export function chromiumAt() {
  return firstOf(process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome');
}

/** ripgrep, which VS Code uses to search files; undefined if there is none. */
export function ripgrepAt() {
  return firstOf('/usr/bin/rg', '/usr/local/bin/rg', '/opt/homebrew/bin/rg');
}

function firstOf(...files) {
  return files.find((file) => file && fs.existsSync(file));
}

/**
 * The Node.js for VS Code's server. code-server names the one major version that it supports: an older one lacks required features, and with
 * a newer one an extension host did not respond. $VSCODE_HOST_NODE overrides it.
 */
export function nodeFor() {
  if (process.env.VSCODE_HOST_NODE) return process.env.VSCODE_HOST_NODE;
  const { engines } = JSON.parse(fs.readFileSync(path.join(codeServer, 'package.json'), 'utf8'));
  if (process.versions.node.split('.')[0] !== engines.node) {
    console.error(
      `note: this VS Code is made for Node ${engines.node}, and this is ${process.version}; $VSCODE_HOST_NODE names another one`,
    );
  }
  return process.execPath;
}
