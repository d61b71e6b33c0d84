// node scripts/node/measure-trees.mjs NAME=FOLDER...
// Installs projects from their package-lock.json with `npm ci --ignore-scripts`, each in a temporary folder, removes the development packages
// with `npm prune --omit=dev`, and writes test/unit/sizes/node-trees.tsv: bytes of node_modules before and after, as `docker history` counts
// them, the bytes that npm left in its cache, and the packages of the lock file. Needs network access. Rows of other projects are kept. The
// projects are not part of the table and set no constant.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bytesBelow, npm } from './trees.mjs';

const head = 'project\tlock\tdate\tbytes\tproduction\tcache\tpackages';
const target = new URL('../../test/unit/sizes/node-trees.tsv', import.meta.url);
const linesOf = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean);

for (const argument of process.argv.slice(2)) {
  const [name, source] = argument.split('=');
  const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-node-'));
  try {
    const row = measure(name, source, folder).join('\t');
    // Read again, because several of these may run at the same time.
    const rows = new Map((existsSync(target) ? linesOf(target).slice(1) : []).map((one) => [one.split('\t', 1)[0], one]));
    rows.set(name, row);
    writeFileSync(target, `${[head, ...[...rows.values()].sort()].join('\n')}\n`);
    console.log(row.slice(0, 100));
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The row of a project. */
function measure(name, source, folder) {
  const project = path.join(folder, 'project');
  mkdirSync(project);
  for (const file of ['package.json', 'package-lock.json', 'npm-shrinkwrap.json', '.npmrc'])
    if (existsSync(path.join(source, file))) cpSync(path.join(source, file), path.join(project, file));
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `--cache=${path.join(folder, 'cache')}`];
  npm(project, 'ci', ...options);
  const modules = path.join(project, 'node_modules');
  const bytes = bytesBelow(modules);
  const cache = bytesBelow(path.join(folder, 'cache'));
  npm(project, 'prune', '--omit=dev', ...options);
  const lock = JSON.parse(readFileSync(path.join(project, existsSync(path.join(project, 'npm-shrinkwrap.json')) ? 'npm-shrinkwrap.json' : 'package-lock.json'), 'utf8')); // prettier-ignore
  return [name, lock.lockfileVersion, new Date().toISOString().slice(0, 10), bytes, bytesBelow(modules), cache, packagesOf(lock).join(' ')];
}

/** Each package as `name@version`, with `:` and letters: (d)evelopment, (o)ptional, for another (p)latform. */
function packagesOf({ packages, dependencies }) {
  const withFlags = (name, one) => {
    const flags = [one.dev && 'd', one.optional && 'o', !fits(one) && 'p'].filter(Boolean).join('');
    return `${name}@${one.version}${flags && `:${flags}`}`;
  };
  if (!packages) return nested(dependencies);
  return Object.entries(packages)
    .filter(([key, one]) => key.includes('node_modules/') && !one.link)
    .map(([key, one]) => withFlags(one.name ?? key.slice(key.lastIndexOf('node_modules/') + 'node_modules/'.length), one)); // prettier-ignore
  function nested(all = {}) {
    return Object.entries(all).flatMap(([name, one]) => [withFlags(name, one), ...nested(one.dependencies)]);
  }
}

/** Whether a package is for this platform: Linux with glibc on x64. */
function fits({ os, cpu, libc }) {
  const allows = (list, value) => !list || (list.some((one) => one.startsWith('!')) ? !list.includes(`!${value}`) : list.includes(value));
  return allows(os, 'linux') && allows(cpu, 'x64') && allows(libc, 'glibc');
}
