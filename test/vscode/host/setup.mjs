// Makes the real VS Code of the tests ready on first use: Debian's packages, npm's packages, and what `prepare.mjs` does.
// `npm ci` at the repository's root installs none of this. May be run again: what is there stays.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromiumAt, here, isReady, ripgrepAt } from './places.mjs';

/** A Debian package, and whether what it brings is there already. */
const ripgrep = { name: 'ripgrep', there: () => ripgrepAt() !== undefined };
const browser = { name: 'chromium', there: () => chromiumAt() !== undefined };
const fonts = { name: 'fonts-dejavu-core', there: hasFonts };

/** What a person's own browser needs: VS Code's server alone. Throws as `setUp` does. */
export function installHost() {
  installPackages([ripgrep]);
  if (isReady()) return;
  // Without scripts: code-server's own would refuse root, or download and compile.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const installed = fs.existsSync(path.join(here, 'node_modules', '.package-lock.json'));
  if (!installed) execFileSync('npm', ['ci', ...flags], { cwd: here, stdio: 'inherit' });
  execFileSync(process.execPath, [path.join(here, 'prepare.mjs')], { stdio: 'inherit' });
}

/**
 * Installs what is missing of all that the tests need. Throws an Error of one line that says what is missing and how to get it, where
 * this machine does not let us.
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

/** Whether there is any font; where fonts lie elsewhere (macOS, Windows), there is. */
function hasFonts() {
  if (process.platform !== 'linux') return true;
  const folder = '/usr/share/fonts';
  return fs.existsSync(folder) && fs.readdirSync(folder, { recursive: true }).some((file) => /\.(?:ttf|otf)$/.test(String(file)));
}
