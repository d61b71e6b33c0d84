// Makes the real VS Code of the tests ready on first use: Debian's packages, npm's packages, and what `prepare.mjs` does.
// `npm ci` at the repository's root installs none of this. May be run again: what is there stays.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { here, isReady } from './places.mjs';

const PACKAGES = [
  { name: 'chromium', there: () => chromiumAt() !== undefined },
  { name: 'ripgrep', there: () => ['/usr/bin/rg', '/usr/local/bin/rg'].some((file) => fs.existsSync(file)) },
  { name: 'fonts-dejavu-core', there: () => fs.existsSync('/usr/share/fonts') && fs.readdirSync('/usr/share/fonts', { recursive: true }).some((f) => /\.(ttf|otf)$/.test(String(f))) }, // prettier-ignore
];

/** The browser to open VS Code in: $CHROMIUM, else Debian's; undefined where there is none. */
export function chromiumAt() {
  return [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => file && fs.existsSync(file)); // prettier-ignore
}

/** The Debian packages that are not there yet. */
function missing() {
  return PACKAGES.filter((entry) => !entry.there()).map((entry) => entry.name);
}

/**
 * Installs what is missing. Resolves when a real VS Code can be started; throws an Error of one line that says what is missing
 * and how to get it, where this machine does not let us.
 */
export function setUp() {
  const packages = missing();
  if (packages.length > 0) {
    const mayInstall = process.platform === 'linux' && process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get');
    if (mayInstall) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env,
      });
    }
    const still = missing();
    if (still.length > 0)
      throw new Error(`The real VS Code needs ${still.join(', ')}: install it (on Debian: apt-get install ${still.join(' ')}).`);
  }
  if (isReady()) return;
  // Without scripts: code-server's own would refuse root, or download and compile.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!fs.existsSync(path.join(here, 'node_modules', '.package-lock.json')))
    execFileSync('npm', ['ci', ...flags], { cwd: here, stdio: 'inherit' });
  execFileSync(process.execPath, [path.join(here, 'prepare.mjs')], { stdio: 'inherit' });
}
