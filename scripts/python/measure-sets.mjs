// node scripts/python/measure-sets.mjs [--python=python3.12] [--pinned] [NAME...]
// Installs the sets of scripts/python/sets.txt, one after the other, each into a fresh virtual environment in a temporary folder, and writes
// what the installs added to test/unit/sizes/python-sets.tsv: bytes of all files as `docker history` counts them, and of compiled files. Needs
// Python and network access. Rows of sets that are not named are kept. `--pinned` installs the packages of the rows in python-sets.tsv in the
// versions of packages.tsv, as from a lock file, and writes python-pinned-sets.tsv.
import { execFileSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const head = 'set\targuments\tpython\tpip\tdate\tbytes\tcompiled\tpackages';
const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const isPinned = options.includes('--pinned');
const folder = new URL('../../test/unit/sizes/', import.meta.url);
const target = new URL(isPinned ? 'python-pinned-sets.tsv' : 'python-sets.tsv', folder);
const names = new Set(process.argv.slice(2).filter((word) => !word.startsWith('--')));
const python = options.find((word) => word.startsWith('--python='))?.slice('--python='.length) ?? 'python3.12';
const sets = isPinned ? pinnedSets() : linesOf(new URL('sets.txt', import.meta.url)).filter((line) => !line.startsWith('#'));

const rows = new Map((existsSync(target) ? linesOf(target).slice(1) : []).map((row) => [row.split('\t', 1)[0], row]));
for (const line of sets) {
  const [name, ...words] = line.split(' ');
  if (names.size > 0 && !names.has(name)) continue;
  const temporary = mkdtempSync(path.join(tmpdir(), 'layerwise-python-'));
  try {
    rows.set(name, measure(temporary, name, words).join('\t'));
    writeFileSync(target, `${[head, ...rows.values()].join('\n')}\n`);
    console.log(rows.get(name));
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message.slice(0, 500) : error}`);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The row of a set. */
function measure(temporary, name, words) {
  const environment = path.join(temporary, 'venv');
  run(python, ['-m', 'venv', environment]);
  const own = path.join(environment, 'bin/python');
  const before = filesIn(environment);
  run(own, ['-m', 'pip', 'install', '-q', '--no-cache-dir', ...(isPinned ? ['--no-deps'] : []), ...words]);
  const added = [...filesIn(environment)].filter(([file]) => !before.has(file));
  const sum = (files) => files.reduce((total, [, bytes]) => total + bytes, 0);
  const version = (code) => run(own, ['-c', code]).trim();
  return [
    name,
    words.join(' '),
    version('import platform; print(platform.python_version())'),
    version('import pip; print(pip.__version__)'),
    new Date().toISOString().slice(0, 10),
    sum(added),
    sum(added.filter(([file]) => file.endsWith('.pyc'))),
    added.filter(([file]) => file.endsWith('.dist-info/METADATA')).map(([file]) => file.replace(/^(?:.*\/)?([^/]+)-[^/-]+\.dist-info.*$/, '$1')).sort().join(' '),
  ]; // prettier-ignore
}

function run(program, words) {
  // Without the settings of this machine, packages come from the index and are compiled, as in a build.
  const { PIP_FIND_LINKS: _links, PYTHONDONTWRITEBYTECODE: _compile, ...env } = process.env;
  return execFileSync(program, words, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e8 });
}

/** Regular files with their bytes. */
function filesIn(below) {
  const files = readdirSync(below, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ parentPath, name }) => path.join(parentPath, name)).map((file) => [path.relative(below, file), lstatSync(file).size])); // prettier-ignore
}

function linesOf(file) {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}

/** The sets that were installed with their newest versions, each with all its packages that are in the table. */
function pinnedSets() {
  const versions = new Map();
  for (const row of linesOf(new URL('packages.tsv', import.meta.url))) {
    const [name, version] = row.split('\t');
    versions.set(name, version);
  }
  return linesOf(new URL('python-sets.tsv', folder))
    .slice(1)
    .map((row) => {
      const columns = row.split('\t');
      const packages = columns[7].split(' ').map((name) => name.toLowerCase().replace(/[-_.]+/g, '-')); // prettier-ignore
      return [columns[0], ...packages.flatMap((name) => (versions.has(name) ? `${name}==${versions.get(name)}` : []))].join(' ');
    });
}
