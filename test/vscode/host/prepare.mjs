// node prepare.mjs
// Creates a runnable VS Code server from the installed npm package `code-server`, without running install scripts, and downloads only
// packages from npm, all pinned by code-server's own shrinkwrap. Can be run again.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { here, ripgrepAt, stamp, vscodeRoot } from './places.mjs';

const modules = path.join(vscodeRoot, 'node_modules');
const started = Date.now();
const { version } = JSON.parse(fs.readFileSync(path.join(vscodeRoot, 'package.json'), 'utf8'));

installDependencies();
link('node_modules', path.join(vscodeRoot, 'node_modules.asar')); // as in code-server's postinstall
linkRipgrep();
standIn('spdlog.cjs', '@vscode/spdlog');
standIn('native-watchdog.cjs', 'native-watchdog');
standIn('native-watchdog.cjs', '@vscode/native-watchdog');
fs.writeFileSync(stamp, version);
console.log(`VS Code ${version} is ready in ${((Date.now() - started) / 1000).toFixed(1)} s`);

/** The dependencies of the VS Code server. --legacy-peer-deps: the shrinkwrap lacks a peer dependency, so `npm ci` would reject it. */
function installDependencies() {
  const flags = ['--ignore-scripts', '--omit=dev', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  execFileSync('npm', ['ci', ...flags], { cwd: vscodeRoot, stdio: 'inherit' });
}

function link(target, at) {
  fs.rmSync(at, { force: true, recursive: true });
  fs.symlinkSync(target, at);
}

/** ripgrep, for workspace.findFiles and workspaceContains. The package would download it, so Debian's is used instead. */
function linkRipgrep() {
  const rg = ripgrepAt();
  if (!rg) throw new Error('rg is not installed: run apt-get install ripgrep');
  const bin = path.join(modules, '@vscode', 'ripgrep', 'bin');
  fs.mkdirSync(bin, { recursive: true });
  link(rg, path.join(bin, 'rg'));
}

/** Replaces a native module, which would have to be compiled, with one of ours. */
function standIn(file, name) {
  const at = path.join(modules, name, 'index.js');
  if (fs.existsSync(at)) fs.copyFileSync(path.join(here, 'stubs', file), at);
}
