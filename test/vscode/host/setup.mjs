// Installs the real VS Code for the tests on first use: Debian packages, npm packages, and the result of `prepare.mjs`.
// `npm ci` in the root of the repository installs none of this. Can be run again: what exists is kept.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromiumAt, here, isReady, ripgrepAt } from './places.mjs';

/** A Debian package, and whether its files exist. */
const ripgrep = { name: 'ripgrep', there: () => ripgrepAt() !== undefined };
const browser = { name: 'chromium', there: () => chromiumAt() !== undefined };
const fonts = { name: 'fonts-dejavu-core', there: hasFonts };

/** What is needed to use one's own browser: only VS Code's server. Throws like `setUp`. */
export function installHost() {
  installPackages([ripgrep]);
  if (isReady()) return;
  // Without install scripts: those of code-server would refuse to run as root, or download and compile.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const installed = fs.existsSync(path.join(here, 'node_modules', '.package-lock.json'));
  if (!installed) {
    // `code` of the desktop version is used instead where it exists (scripts/start.mjs).
    console.log('Installing VS Code for the browser into test/vscode/host/node_modules (about 300 MB, once) ...');
    execFileSync('npm', ['ci', ...flags], { cwd: here, stdio: 'inherit' });
  }
  execFileSync(process.execPath, [path.join(here, 'prepare.mjs')], { stdio: 'inherit' });
}

/**
 * Installs everything that the tests need and that is missing. Throws an Error with one line that says what is missing and how to get it
 * if that is not possible on this machine.
 */
export function setUp() {
  installPackages([ripgrep, browser, fonts]);
  installHost();
}

function installPackages(packages) {
  const missing = () => packages.filter(({ there }) => !there()).map(({ name }) => name);
  if (missing().length > 0 && isDebianRoot()) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    /** @type {import('node:child_process').ExecFileSyncOptions} */
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env };
    execFileSync('apt-get', ['update', '-qq'], quiet);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing()], quiet);
  }
  const still = missing().join(' ');
  if (still) throw new Error(`The real VS Code needs ${still}: please install it (on Debian: apt-get install ${still}).`);
}

function isDebianRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get');
}

/** Whether any font is installed; true on systems with other folders for fonts (macOS, Windows). */
function hasFonts() {
  if (process.platform !== 'linux') return true;
  const folder = '/usr/share/fonts';
  return fs.existsSync(folder) && fs.readdirSync(folder, { recursive: true }).some((file) => /\.(?:ttf|otf)$/.test(String(file)));
}
