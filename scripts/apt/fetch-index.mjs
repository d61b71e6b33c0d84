// Gets the package index of a Debian release with the apt and the mirrors of this machine, in an apt folder of our own, so that the lists
// of the machine do not change.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What apt fetches in addition to the Packages files, with the names of apt-file. */
const contentsTarget = `Acquire::IndexTargets::deb::Contents-deb { MetaKey "$(COMPONENT)/Contents-$(ARCHITECTURE)"; ShortDescription "Contents";
  Description "Contents of $(RELEASE)/$(COMPONENT) for $(ARCHITECTURE)"; };`;

/**
 * @param {string} release
 * @param {{ contents?: string }} [options] contents: an extended regular expression for lines of the Contents files. Then only the release
 * itself is read, without updates and security.
 * @returns {{ text: string, contents: string, listsBytes: number }} the Packages files of main, updates and security for amd64, those lines
 * of the Contents files of main, and the bytes that `apt-get update` leaves.
 */
export function fetchIndex(release, { contents } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'apt-'));
  const file = (...path) => join(root, ...path);
  try {
    for (const folder of ['etc/apt/preferences.d', 'var/lib/apt/lists/partial', 'var/lib/dpkg', 'var/cache/apt/archives/partial']) {
      mkdirSync(file(folder), { recursive: true });
    }
    writeFileSync(file('var/lib/dpkg/status'), '');
    writeFileSync(file('apt.conf'), [
      `Dir "${root}";`, `Dir::State::status "${file('var/lib/dpkg/status')}";`, 'Dir::Etc::main "/etc/apt/apt.conf";',
      'Dir::Etc::parts "/etc/apt/apt.conf.d";', 'Acquire::Languages "none";', 'APT::Sandbox::User "root";', 'APT::Architecture "amd64";',
      contents ? contentsTarget : '',
    ].join('\n')); // prettier-ignore
    const { main, security } = mirrors();
    const signed = '[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]';
    const suites = [[main, release], ...(contents ? [] : [[main, `${release}-updates`], [security, `${release}-security`]])]; // prettier-ignore
    writeFileSync(file('etc/apt/sources.list'), suites.map(([uri, suite]) => `deb ${signed} ${uri} ${suite} main\n`).join(''));

    const apt = (command, ...args) =>
      execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 30, env: { ...process.env, APT_CONFIG: file('apt.conf') } });
    apt('apt-get', 'update', '-q');
    const lists = file('var/lib/apt/lists');
    const names = readdirSync(lists).filter((name) => statSync(join(lists, name)).isFile());
    const helper = '/usr/lib/apt/apt-helper';
    const files = (pattern) => names.filter((name) => pattern.test(name)).map((name) => join(lists, name));
    // A Contents file is too large for a string.
    const matching = (path) => apt('sh', '-c', '"$0" cat-file "$1" | grep -E "$2"', helper, path, contents);
    return {
      text: files(/_Packages(?:\.\w+)?$/).map((path) => apt(helper, 'cat-file', path)).join('\n\n'), // prettier-ignore
      contents: files(/_Contents-\w+(?:\.\w+)?$/).map(matching).join('\n'), // prettier-ignore
      listsBytes: names.reduce((total, name) => total + statSync(join(lists, name)).size, 0),
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The mirrors that this machine uses. */
function mirrors() {
  const uris = execFileSync('apt-get', ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'], { encoding: 'utf8' });
  const all = [...new Set(uris.trim().split('\n'))];
  const main = all.find((uri) => /\/debian\/?$/.test(uri));
  const security = all.find((uri) => /\/debian-security\/?$/.test(uri));
  if (!main || !security)
    throw new Error('No mirror of debian or debian-security in the sources of this machine: run `apt-get update` first.');
  return { main, security };
}
