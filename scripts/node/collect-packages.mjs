// node scripts/node/collect-packages.mjs RESULTS [--archives=N]
// Writes scripts/node/packages.tsv and rare.txt from what scripts/node/measure-packages.mjs has recorded in RESULTS: for each package and version its bytes,
// the number of sets that have it, what it requires, and the bytes of its archive as far as RESULTS/npm-cache has it, a cache of npm. With
// `--archives`, downloads the archives of the N most frequent packages into that cache (`npm cache add`).
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm, readCache } from './trees.mjs';

/** Smaller packages are left out if so many sets have them: one, two, ... */
const smallBytes = [400_000, 60_000, 20_000, 10_000];
/** Smaller packages are only kept with several versions if several sets have these. */
const mediumBytes = 150_000;

const [results, option] = process.argv.slice(2);
const mostArchives = Number(option?.replace('--archives=', '') ?? 0);
const sets = readdirSync(results).filter((name) => name.endsWith('.json')).sort().map((name) => JSON.parse(readFileSync(path.join(results, name), 'utf8'))); // prettier-ignore

/** By `name@version`. */
const found = new Map();
for (const { packages } of sets) {
  const versions = new Map(packages.map(({ folder, version }) => [folder, version]));
  const seen = new Set();
  for (const one of packages) {
    const key = `${one.name}@${one.version}`;
    if (one.name === undefined || one.version === undefined || seen.has(key)) continue;
    seen.add(key);
    const known = found.get(key);
    if (known) known.sets++;
    else found.set(key, { ...one, sets: 1, requires: requirementsOf(one, versions) });
  }
}

/** What was installed for a package: each name with the version that Node.js finds from its folder. */
function requirementsOf({ folder, dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }, versions) {
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  const names = [...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {}), ...peers];
  return [...new Set(names)].sort().flatMap((name) => {
    for (let from = folder; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
      const version = versions.get(from === '' ? name : `${from}/node_modules/${name}`);
      if (version !== undefined) return `${name}@${version}`;
      if (from === '') return [];
    }
  });
}

// Of each major version (of 0.x: minor version) the newest is kept, and of large packages each version with another size. Packages that only
// one set has and that are small are left out: the estimate takes similar packages for them.
const byName = new Map();
for (const one of found.values()) byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
const kept = [...byName.values()].flatMap(usefulVersions).sort((a, b) => (a.name === b.name ? compareVersions(a.version, b.version) : a.name < b.name ? -1 : 1)); // prettier-ignore

const archives = archivesOf(kept.toSorted((a, b) => b.sets - a.sets || b.bytes - a.bytes).slice(0, mostArchives).map(({ name, version }) => `${name}@${version}`)); // prettier-ignore
const rows = kept.map(({ name, version, bytes, sets: count, requires }) => [name, version, bytes, archives.get(`${name}@${version}`) ?? '', count, requires.join(' ')].join('\t')); // prettier-ignore
writeFileSync(new URL('packages.tsv', import.meta.url), ['name\tversion\tbytes\tarchive\tsets\trequires', ...rows, ''].join('\n'));
// What a package that is not in the table is like: for each set, those of its packages that the table would not have without this set. Twenty
// parts of equal number, by size.
const rare = [...byName.values()].flatMap((versions) => {
  const count = versions.reduce((sum, one) => sum + one.sets, 0);
  const bytes = Math.max(...versions.map((one) => one.bytes));
  return count === 1 || bytes < smallBytes[count - 2] ? Array.from({ length: count }, () => bytes) : [];
}).sort((one, other) => one - other); // prettier-ignore
const quantiles = Array.from({ length: 21 }, (_, i) => rare[Math.round((i / 20) * (rare.length - 1))]);
writeFileSync(new URL('rare.txt', import.meta.url), `${quantiles.join(' ')}\n`);
console.log(`rare: ${quantiles.join(' ')}`);
console.log(`${found.size} versions in ${sets.length} sets; ${rows.length} rows, ${byName.size} names; ${archives.size} archives`);

/** The versions of one package that the table needs. */
function usefulVersions(versions) {
  const count = versions.reduce((sum, one) => sum + one.sets, 0);
  const sorted = versions.toSorted((a, b) => compareVersions(b.version, a.version));
  const largest = Math.max(...sorted.map(({ bytes }) => bytes));
  if (largest < smallBytes[count - 1]) return [];
  const chosen = [];
  for (const one of sorted) {
    const inSeries = chosen.filter(({ version }) => majorOf(version) === majorOf(one.version));
    const nearest = inSeries.at(-1) ?? chosen.at(-1);
    const differs = nearest === undefined || Math.abs(Math.log(one.bytes / nearest.bytes)) > (inSeries.length > 0 ? 0.06 : 0.15);
    const isOtherSeries = inSeries.length === 0 && (one.sets > 1 || one.bytes > mediumBytes);
    if (nearest === undefined || (differs && (isOtherSeries || (inSeries.length > 0 && one.bytes > mediumBytes)))) chosen.push(one);
  }
  return chosen;
}

/** The bytes of archives, by `name@version`. */
function archivesOf(keys) {
  const cache = path.join(results, 'npm-cache');
  const isMissing = (known) => keys.filter((key) => !known.has(key));
  const missing = isMissing(readCache(cache).archives);
  for (let i = 0; i < missing.length; i += 100)
    npm(results, 'cache', 'add', `--cache=${cache}`, '--prefer-offline', ...missing.slice(i, i + 100));
  return readCache(cache).archives;
}

function majorOf(version) {
  return /^(?:0\.\d+|\d+)/.exec(version)?.[0] ?? version;
}

/** By the numbers; a version before a release (`1.0.0-rc.1`) is older than the release. */
function compareVersions(a, b) {
  const numbers = (version) => version.split('-', 1)[0].split('.').map(Number);
  const [left, right] = [numbers(a), numbers(b)];
  for (let i = 0; i < 3; i++) if (left[i] !== right[i]) return left[i] - right[i];
  return a.includes('-') === b.includes('-') ? (a < b ? -1 : 1) : a.includes('-') ? -1 : 1;
}
