// node scripts/node/measure-packages.mjs RESULTS [NAME...]
// Installs the sets of scripts/node/sets.txt, one after the other, each in a fresh temporary folder and without running scripts, and writes
// RESULTS/NAME.json with what each package has on disk. Sets with a file in RESULTS are skipped. Needs network access and Bun, which installs
// the same files as npm in a tenth of its time. Then scripts/node/collect-packages.mjs writes packages.tsv.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readTree } from './trees.mjs';

const [results, ...names] = process.argv.slice(2);
mkdirSync(results, { recursive: true });

const sets = readFileSync(new URL('sets.txt', import.meta.url), 'utf8').split('\n').filter((line) => line && !line.startsWith('#')); // prettier-ignore
const byName = new Map(sets.map((line) => line.split(' ')).map(([name, ...words]) => [name, words.flatMap(versionsOf)]));
for (const name of names.length > 0 ? names : byName.keys()) if (!existsSync(fileOf(name))) measure(name, byName.get(name));

/** `next@12,13` as two packages, under names of their own. */
function versionsOf(word) {
  const [, name, versions] = /^(.+)@([^@]+,.+)$/.exec(word) ?? [];
  return versions === undefined
    ? [word]
    : versions.split(',').map((version) => `${name}-${version.replaceAll('.', '-')}@npm:${name}@${version}`);
}

/** Installs packages and records the tree. */
function measure(name, words) {
  const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-node-'));
  const start = Date.now();
  try {
    writeFileSync(path.join(folder, 'package.json'), '{ "name": "set", "version": "1.0.0" }');
    const options = [
      '--ignore-scripts',
      '--linker=hoisted',
      '--backend=copyfile',
      `--cache-dir=${path.join(tmpdir(), 'layerwise-node-cache')}`,
    ];
    execFileSync('bun', ['add', ...options, ...words], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], timeout: 600_000 });
    const { packages } = readTree(path.join(folder, 'node_modules'));
    const list = packages.map(({ folder: inside, json, bytes, files }) => ({
      folder: inside,
      name: json.name,
      version: json.version,
      bytes,
      files,
      dependencies: json.dependencies,
      optionalDependencies: json.optionalDependencies,
      peerDependencies: json.peerDependencies,
      peerDependenciesMeta: json.peerDependenciesMeta,
      os: json.os,
      cpu: json.cpu,
      libc: json.libc,
    }));
    writeFileSync(fileOf(name), JSON.stringify({ name, words, date: new Date().toISOString().slice(0, 10), packages: list }));
    console.log(`${name}: ${list.length} packages, ${Math.round((Date.now() - start) / 1000)} s`);
  } catch (error) {
    console.error(`${name}: ${String(error.stderr ?? error).slice(-400)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function fileOf(name) {
  return path.join(results, `${name}.json`);
}
