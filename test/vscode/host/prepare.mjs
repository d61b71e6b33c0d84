// node prepare.mjs
// Turns the installed npm package `code-server` into a VS Code server that runs, with no install script of anyone's and no download
// but npm's own packages, all pinned by code-server's own shrinkwrap. May be run again.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { here, ripgrepAt, stamp, vscodeRoot } from './places.mjs';

const modules = path.join(vscodeRoot, 'node_modules');
const started = Date.now();
const { version } = JSON.parse(fs.readFileSync(path.join(vscodeRoot, 'package.json'), 'utf8'));

installDependencies();
link('node_modules', path.join(vscodeRoot, 'node_modules.asar')); // as code-server's postinstall would have done
linkRipgrep();
standIn('spdlog.cjs', '@vscode/spdlog');
standIn('native-watchdog.cjs', 'native-watchdog');
standIn('native-watchdog.cjs', '@vscode/native-watchdog');
fs.writeFileSync(stamp, version);
console.log(`VS Code ${version} is ready in ${((Date.now() - started) / 1000).toFixed(1)} s`);

/** The VS Code server's own dependencies. --legacy-peer-deps: the shrinkwrap lacks a peer, and `npm ci` would refuse it as out of sync. */
function installDependencies() {
  const flags = ['--ignore-scripts', '--omit=dev', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', ...flags], { cwd: vscodeRoot, stdio: 'inherit' });
}

function link(target, at) {
  fs.rmSync(at, { force: true, recursive: true });
  fs.symlinkSync(target, at);
}

/** ripgrep stands behind workspace.findFiles and workspaceContains; the package would download it, so Debian's takes its place. */
function linkRipgrep() {
  const rg = ripgrepAt();
  if (!rg) throw new Error('no rg on this machine: apt-get install ripgrep');
  const bin = path.join(modules, '@vscode', 'ripgrep', 'bin');
  fs.mkdirSync(bin, { recursive: true });
  link(rg, path.join(bin, 'rg'));
}

/** Puts a module of ours in the place of a native one that would have to be compiled. */
function standIn(file, name) {
  const at = path.join(modules, name, 'index.js');
  if (fs.existsSync(at)) fs.copyFileSync(path.join(here, 'stubs', file), at);
}
