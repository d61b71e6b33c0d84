// npm run precision -- [--count N] [--per-folder N] [--seed N] [--rule ID] [--files LIST] [--keep FOLDER] [--summary] FOLDER...
// Runs `layerwise check` over folders and prints a random sample of the findings of each rule, with file, line and text, so that a person can
// judge them: docs/precision.md holds the results. Each FOLDER is one repository, which is the build context of its Dockerfiles; its .dockerignore
// files are checked too, which `check` of a folder does not do. The same seed prints the same sample. --count: findings of a rule to print (30).
// --per-folder: at most so many of one FOLDER, because a repository often repeats its mistakes. --rule: only this rule. --files: count only
// the files that are named in LIST, one a line. --keep: stores the result for each FOLDER, and does not check one again whose result is there.
// --summary: only the number of findings of each rule, and how many findings the files have. Needs `dist/cli.js`, which
// `node scripts/build.mjs cli` makes. Exits with 2 for wrong usage.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './steps.mjs';

const { values, positionals: folders } = readArguments();
const count = Number(values.count);
const perFolder = values['per-folder'] === undefined ? Infinity : Number(values['per-folder']);
const wanted =
  values.files === undefined
    ? undefined
    : new Set(
        readFileSync(values.files, 'utf8')
          .split('\n')
          .map((file) => path.resolve(file)),
      );
const results = folders.flatMap((folder) =>
  check(folder)
    .filter(({ file }) => wanted?.has(file) ?? true)
    .map((result) => ({ folder, ...result })),
);
const findings = results.flatMap(({ folder, file, findings: found }) => found.map((finding) => ({ folder, file, finding })));

for (const rule of [...new Set(findings.map(({ finding }) => finding.rule))].sort()) {
  if (values.rule !== undefined && rule !== values.rule) continue;
  const all = findings.filter(({ finding }) => finding.rule === rule);
  const files = new Set(all.map(({ file }) => file)).size;
  console.log(`## ${rule}: ${all.length} findings in ${files} files`);
  if (values.summary) continue;
  for (const { file, finding } of sample(all, count, `${values.seed} ${rule}`)) print(file, finding);
}
printDistribution('all findings', results, () => true);
printDistribution('without hints', results, ({ severity }) => severity !== 'hint');

function readArguments() {
  try {
    const result = parseArgs({
      allowPositionals: true,
      options: {
        count: { type: 'string', default: '30' },
        seed: { type: 'string', default: '1' },
        'per-folder': { type: 'string' },
        rule: { type: 'string' },
        files: { type: 'string' },
        keep: { type: 'string' },
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
  const output = values.keep === undefined ? run(folder) : kept(folder, values.keep);
  if (!output.startsWith('{')) return [];
  return JSON.parse(output).files.map(({ path: file, findings: found }) => ({ file: path.resolve(file), findings: found }));
}

/** The result for a folder that is stored in another one, or a new one. */
function kept(folder, store) {
  const file = path.join(store, `${path.basename(folder)}.json`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const output = run(folder);
  mkdirSync(store, { recursive: true });
  writeFileSync(file, output);
  return output;
}

function run(folder) {
  const paths = [folder, ...ignoreFilesIn(folder)].map((each) => path.resolve(each));
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli(), 'check', '--format', 'json', '--fail-level', 'none', ...paths], {
    // The files of the current folder name the build contexts.
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) process.stderr.write(stderr);
  return stdout;
}

/** The ignore files of a repository, without those of installed packages. */
function ignoreFilesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return ['.git', 'node_modules'].includes(entry.name) ? [] : ignoreFilesIn(at);
    return entry.isFile() && /\.(?:docker|container)ignore$/.test(entry.name) ? [at] : [];
  });
}

/** Up to `size` elements of `all` in their order, at most `perFolder` of one folder, chosen by `seed`. */
function sample(all, size, seed) {
  const random = generator(seed);
  const ofFolder = new Map();
  return all
    .map((value, index) => ({ value, index, key: random() }))
    .sort((a, b) => a.key - b.key)
    .filter(({ value: { folder } }) => {
      ofFolder.set(folder, (ofFolder.get(folder) ?? 0) + 1);
      return ofFolder.get(folder) <= perFolder;
    })
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

/** How many findings the files have: the median, what 90 % have at most, and the share of files with at most one. */
function printDistribution(title, files, counts) {
  if (files.length === 0) return;
  const sorted = files.map(({ findings: found }) => found.filter(counts).length).toSorted((a, b) => a - b);
  const below = (share) => sorted[Math.floor((sorted.length - 1) * share)];
  const percent = (most) => ((100 * sorted.filter((number) => number <= most).length) / sorted.length).toFixed(1);
  console.log(
    `${sorted.length} files, ${title}: median ${below(0.5)}, 90 % have at most ${below(0.9)}, no finding ${percent(0)} %, ` +
      `at most one ${percent(1)} %, most ${sorted.at(-1)}`,
  );
}
