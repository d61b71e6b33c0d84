// Where the parts of the real VS Code lie.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** This folder. */
export const here = path.dirname(fileURLToPath(import.meta.url));
/** The repository. */
export const repository = path.resolve(here, '..', '..', '..');
const codeServer = path.join(here, 'node_modules', 'code-server');
/** VS Code's server and its web workbench, as code-server's package holds them. */
export const vscodeRoot = path.join(codeServer, 'lib', 'vscode');
/** Written by prepare.mjs when all is in place. */
export const stamp = path.join(vscodeRoot, 'node_modules', '.layerwise-host-ready');

/** Whether setup.mjs has done its work. */
export function isReady() {
  return fs.existsSync(stamp);
}

/** The browser to open VS Code in: $CHROMIUM, else the machine's; undefined where there is none. */
export function chromiumAt() {
  return firstOf(process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome');
}

/** ripgrep, which stands behind VS Code's search for files; undefined where there is none. */
export function ripgrepAt() {
  return firstOf('/usr/bin/rg', '/usr/local/bin/rg', '/opt/homebrew/bin/rg');
}

function firstOf(...files) {
  return files.find((file) => file && fs.existsSync(file));
}

/**
 * The Node to run VS Code's server on. code-server names the one major version it is made for, and means it: an older one lacks
 * what it needs, under a newer one an extension host was seen to hang. $VSCODE_HOST_NODE overrides.
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
