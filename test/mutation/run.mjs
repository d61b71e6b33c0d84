// npm run mutate -- [--folder facts,shell] [--file mounts] [--sample 200] [--seed 1,2]
// Tests the tests: changes the sources, one mutant after the other, and counts how many changes make a unit or rule test fail.
// See README.md in this folder.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { mutantsOf } from './mutants.mjs';
import { compile, importersOf, readModules, root } from './sources.mjs';
import { TestWorker } from './test-worker.mjs';

const folders = ['facts', 'shell', 'model', 'context', 'sizes', 'linter', 'rules'];
/** The folders of test/unit whose tests run, besides test/rules. Those of editor features take long and repeat much of it. */
const testFolders = 'base context facts knowledge linter manifests model multi-stage rules shell sizes syntax'.split(' ');
/** Tests that take longer than this many milliseconds of CPU time are left out: they repeat what quick tests check, over many inputs. */
const slowTest = 700;

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string', default: folders.join(',') },
    file: { type: 'string', default: '' },
    sample: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});

const sourceRoot = join(root, 'server/src');
const selected = options.folder.split(',').map((folder) => ({ folder, files: sourcesIn(folder) }));
/** Read once, so that an edit while the command runs changes nothing. */
const texts = new Map(selected.flatMap(({ files }) => files.map((path) => [path, readFileSync(path, 'utf8')])));
const testFiles = [...testFolders.flatMap((folder) => listed(join(root, 'test/unit', folder))), ...listed(join(root, 'test/rules'))].filter(
  (path) => path.endsWith('.test.ts'),
);
const setup = [join(root, 'test/support/seed.ts')];
const { modules, numbers, functions } = await readModules([...testFiles, ...setup], (path) => path.startsWith(sourceRoot));
const worker = new TestWorker({ modules, functions, setup });

const start = performance.now();
const { tests, atLoad, omitted } = await runBaseline();
console.log(`node ${process.version}, ${new Date().toISOString().slice(0, 10)}, sample ${options.sample}, seed ${options.seed}`);
console.log(`${tests.length} tests in ${seconds(performance.now() - start)}; left out: ${omitted.join(', ') || 'none'}`);

for (const seed of options.seed.split(',')) {
  const scores = [];
  for (const { folder, files } of selected) scores.push(await score(folder, files, Number(seed)));
  console.log(`\nseed ${seed}\nfolder     mutants  tried  killed  timeout  survived  score  time`);
  for (const each of scores) console.log(rowOf(each));
  if (scores.length > 1) console.log(rowOf(total(scores)));
}
await worker.stop();

async function score(folder, files, seed) {
  const begin = performance.now();
  const all = files.flatMap((path) => mutantsOf(path, texts.get(path) ?? ''));
  const result = { folder, mutants: all.length, tried: 0, killed: 0, timeout: 0, survived: 0, time: 0 };
  for (const mutant of sample(all, Number(options.sample), random(seed))) {
    const outcome = await tryMutant(mutant);
    if (outcome === 'invalid') continue;
    result.tried += 1;
    result[outcome === 'untested' ? 'survived' : outcome] += 1;
    if (outcome === 'survived' || outcome === 'untested') console.log(describeMutant(mutant, outcome));
  }
  return { ...result, time: performance.now() - begin };
}

/** @returns {Promise<'killed' | 'timeout' | 'survived' | 'untested' | 'invalid'>} */
async function tryMutant(mutant) {
  const text = texts.get(mutant.file) ?? '';
  const changed = text.slice(0, mutant.start) + mutant.text + text.slice(mutant.end);
  const code = await compile(mutant.file, changed).then(
    (module) => module.code,
    () => undefined,
  );
  if (code === undefined) return 'invalid';
  const affected = importersOf(mutant.file, modules);
  const chosen = tests.filter(isRelated(mutant, affected));
  if (chosen.length === 0) return 'untested';
  const outcome = await worker.tryMutant({ path: mutant.file, code, affected: [...affected], plan: planOf(chosen, mutant.file) });
  return outcome;
}

/**
 * A test is related to a mutant in a function if it runs this function. What runs when modules are loaded, like a table, is related to the
 * tests that run a function of its file or of a file that imports it.
 */
function isRelated(mutant, affected) {
  const own = numbersIn(mutant.file)[mutant.function ?? -1];
  if (own !== undefined && !atLoad.has(own)) return (test) => test.functions.has(own);
  const near = [...affected].filter((path) => path === mutant.file || imports(path, mutant.file));
  const users = near.flatMap(numbersIn);
  return ({ file, functions: ran }) => affected.has(file) && (imports(file, mutant.file) || users.some((each) => ran.has(each)));
}

function imports(path, other) {
  return modules.get(path)?.imports.includes(other) ?? false;
}

/** The numbers of the functions of a file. */
function numbersIn(path) {
  const { first, count } = numbers.get(path) ?? { first: 0, count: 0 };
  return Array.from({ length: count }, (_, index) => first + index);
}

/** The tests by file, the most telling ones first: those of the same name or folder, then those of rules. */
function planOf(chosen, source) {
  const groups = new Map();
  for (const test of chosen) groups.set(test.file, [...(groups.get(test.file) ?? []), test]);
  const rank = (file) => {
    if (basename(file).startsWith(basename(source, '.ts'))) return 0;
    const folder = relative(sourceRoot, source).split('/')[0];
    return file.includes(`/test/unit/${folder}/`) ? 1 : file.includes('/test/rules/') ? 2 : 3;
  };
  return [...groups].toSorted(([a], [b]) => rank(a) - rank(b)).map(([file, group]) => ({ file, names: group.map(({ name }) => name), ms: group.reduce((sum, { ms }) => sum + ms, 0) })); // prettier-ignore
}

async function runBaseline() {
  const results = [];
  const load = new Set();
  const left = [];
  for (const file of testFiles) {
    const { error, results: of, inCollection } = await worker.baseline(file);
    for (const each of inCollection) load.add(each);
    const usable = of.filter(({ passes, ms }) => passes && ms < slowTest);
    if (error || usable.length < of.length)
      left.push(`${relative(join(root, 'test'), file)} (${error ? 'all' : of.length - usable.length})`);
    for (const { name, functions: ran, ms } of usable) results.push({ file, name, ms, functions: new Set(ran) });
  }
  return { tests: results, atLoad: load, omitted: left };
}

function sourcesIn(folder) {
  return listed(join(sourceRoot, folder)).filter(
    (path) => path.endsWith('.ts') && !/\.generated\.ts$|\/may-change\.ts$/.test(path) && path.includes(options.file),
  );
}

function listed(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .toSorted();
}

/** A shuffled selection; the same for the same seed. */
function sample(all, size, next) {
  const rest = [...all];
  for (let index = rest.length - 1; index > 0; index -= 1) {
    const other = Math.floor(next() * (index + 1));
    [rest[index], rest[other]] = [rest[other], rest[index]];
  }
  return rest.slice(0, size);
}

/** Mulberry32 */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function describeMutant({ file, start: at, end, text: after, kind }, outcome) {
  const text = texts.get(file) ?? '';
  const line = text.slice(0, at).split('\n').length;
  const short = (part) => JSON.stringify(part.length > 70 ? `${part.slice(0, 67)}...` : part);
  const source = text.split('\n')[line - 1].trim();
  return `${outcome} ${relative(root, file)}:${line} ${kind}: ${short(text.slice(at, end))} -> ${short(after)}   | ${source.slice(0, 110)}`;
}

function total(all) {
  const sum = (key) => all.reduce((result, each) => result + each[key], 0);
  return { folder: 'all', mutants: sum('mutants'), tried: sum('tried'), killed: sum('killed'), timeout: sum('timeout'), survived: sum('survived'), time: sum('time') }; // prettier-ignore
}

function rowOf({ folder, mutants, tried, killed, timeout, survived, time }) {
  const percent = tried === 0 ? '-' : `${(((killed + timeout) / tried) * 100).toFixed(1)} %`;
  const cells = [[mutants, 7], [tried, 5], [killed, 6], [timeout, 7], [survived, 8], [percent, 6], [seconds(time), 5]]; // prettier-ignore
  return `${folder.padEnd(9)}  ${cells.map(([cell, width]) => String(cell).padStart(Number(width))).join('  ')}`;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(0)} s`;
}
