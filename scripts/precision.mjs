// npm run precision -- [--count N] [--seed N] [--rule ID] [--summary] FOLDER...
// Runs `layerwise check` over folders and prints a random sample of the findings of each rule, with file, line and text, so that a person can
// judge them: docs/precision.md holds the results. Each FOLDER is one repository, which is the build context of its Dockerfiles; its .dockerignore
// files are checked too, which `check` of a folder does not do. The same seed
// prints the same sample. --count: findings of a rule to print (30). --rule: only this rule. --summary: only the number of findings of each
// rule, and how many findings the files have. Needs `dist/cli.js`, which `node scripts/build.mjs cli` makes. Exits with 2 for wrong usage.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './steps.mjs';

const { values, positionals: folders } = readArguments();
const count = Number(values.count);
const results = folders.flatMap((folder) => check(folder));
const findings = results.flatMap(({ file, findings: found }) => found.map((finding) => ({ file, finding })));

for (const rule of [...new Set(findings.map(({ finding }) => finding.rule))].sort()) {
  if (values.rule !== undefined && rule !== values.rule) continue;
  const all = findings.filter(({ finding }) => finding.rule === rule);
  const files = new Set(all.map(({ file }) => file)).size;
  console.log(`## ${rule}: ${all.length} findings in ${files} files`);
  if (values.summary) continue;
  for (const { file, finding } of sample(all, count, `${values.seed} ${rule}`)) print(file, finding);
}
printDistribution(results.map(({ findings: found }) => found.length));

function readArguments() {
  try {
    const result = parseArgs({
      allowPositionals: true,
      options: {
        count: { type: 'string', default: '30' },
        seed: { type: 'string', default: '1' },
        rule: { type: 'string' },
        summary: { type: 'boolean', default: false },
      },
    });
    const missing = result.positionals.find((folder) => !existsSync(folder));
    if (missing !== undefined) throw new Error(`${missing} does not exist`);
    if (result.positionals.length === 0) throw new Error('no folder');
    if (!existsSync(cli())) throw new Error('dist/cli.js is missing: run node scripts/build.mjs cli');
    return result;
  } catch (error) {
    console.error(`${error.message}\nusage: npm run precision -- [--count N] [--seed N] [--rule ID] [--summary] FOLDER...`);
    return process.exit(2);
  }
}

function cli() {
  return path.join(root, 'dist', 'cli.js');
}

/** The checked files of a repository, with their findings. A repository without a Dockerfile has none. */
function check(folder) {
  const paths = [folder, ...ignoreFilesIn(folder)];
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli(), 'check', '--format', 'json', '--fail-level', 'none', ...paths], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) process.stderr.write(stderr);
  if (!stdout.startsWith('{')) return [];
  return JSON.parse(stdout).files.map(({ path: file, findings: found }) => ({ file: path.resolve(file), findings: found }));
}

/** The ignore files of a repository, without those of installed packages. */
function ignoreFilesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return ['.git', 'node_modules'].includes(entry.name) ? [] : ignoreFilesIn(at);
    return entry.isFile() && /\.(?:docker|container)ignore$/.test(entry.name) ? [at] : [];
  });
}

/** Up to `size` elements of `all` in their order, chosen by `seed`. */
function sample(all, size, seed) {
  const random = generator(seed);
  return all
    .map((value, index) => ({ value, index, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, size)
    .sort((a, b) => a.index - b.index)
    .map(({ value }) => value);
}

/** Pseudo-random numbers from 0 to 1 (mulberry32), the same ones for the same seed. */
function generator(seed) {
  let state = 0;
  for (const character of seed) state = (Math.imul(state, 31) + character.charCodeAt(0)) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function print(file, { severity, message, range }) {
  const lines = readFileSync(file, 'utf8').split(/\r\n|\n/);
  console.log(`${file}:${range.start.line + 1} ${severity} ${message}`);
  const last = Math.min(range.end.line, range.start.line + 4);
  for (let line = range.start.line; line <= last; line++) console.log(`    ${(lines[line] ?? '').slice(0, 200)}`);
}

/** How many findings the files have: the median, and the share of files with at most one. */
function printDistribution(counts) {
  if (counts.length === 0) return;
  const sorted = counts.toSorted((a, b) => a - b);
  const median = sorted[Math.floor((sorted.length - 1) / 2)];
  const few = sorted.filter((number) => number <= 1).length / sorted.length;
  console.log(`${sorted.length} files: median ${median}, ${(100 * few).toFixed(1)} % with at most one finding, most ${sorted.at(-1)}`);
}
