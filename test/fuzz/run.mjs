// npm run fuzz -- --minutes 60
// Runs everything on mutated texts: see CONTRIBUTING.md. --seed N starts with another input, --inputs N ends after so many of them.
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { bundleOf } from '../support/bundle.mjs';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '2' }, seed: { type: 'string' }, inputs: { type: 'string' } },
});
const minutes = Number(values.minutes);
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000_000);
const mostInputs = Number(values.inputs ?? Infinity);
if (!(minutes > 0) || !Number.isInteger(firstSeed) || !(mostInputs > 0))
  throw new Error('--minutes N, --seed N and --inputs N are numbers');

/** Milliseconds for one property of one input: more is a failure. The machine may be busy, so it is far more than an input needs. */
const slowest = 30_000;
/** Milliseconds after which an input counts as one that never ends. */
const longest = 90_000;
const noOfSlow = 5;

const bundle = await bundleOf('fuzz/worker.ts');

/** @type {Map<string, Set<string>>} The failures of each property. */
const failures = new Map();
/** @type {Set<string>} */
const known = new Set();
/** @type {{ seed: number, name: string, ms: number, length: number }[]} */
const slow = [];
let tried = 0;
let next = firstSeed;

console.log(`fuzz: ${minutes} min, seed ${firstSeed} (--seed ${firstSeed} repeats it)`);
const end = Date.now() + minutes * 60_000;
let announced = false;
while (Date.now() < end && tried < mostInputs) await runThread();
report();

/** Tries inputs in a thread until the time is over, the thread hangs, or it fails. */
function runThread() {
  return new Promise((resolve) => {
    let beat = Date.now();
    let trying = '';
    const worker = new Worker(bundle, {
      workerData: { seed: next, known: [...known] },
      execArgv: ['--enable-source-maps'],
      resourceLimits: { maxOldGenerationSizeMb: 2_000 },
    });
    const leave = () => {
      clearInterval(timer);
      void worker.terminate().then(resolve);
    };
    const skip = (kind, detail) => {
      fail('every input ends', kind, { from: next, detail, input: `see --seed ${next} --inputs 1` });
      tried++;
      next++;
      leave();
    };
    const timer = setInterval(() => {
      if (Date.now() - beat > longest) skip(`never ends: ${trying}`, `${longest / 1000} s`);
      else if (Date.now() > end && tried > 0) leave();
    }, 500);
    worker.on('error', (error) => skip(`the thread ended: ${error.message}`, error.stack));
    worker.on('message', (told) => {
      beat = Date.now();
      trying = told.trying ?? trying;
      if (told.properties) announce(told);
      if (told.seed !== undefined) next = told.seed;
      if (told.failure) fail(told.property, told.failure, told);
      if (told.done === undefined) return;
      tried++;
      next = told.done + 1;
      for (const [name, ms] of Object.entries(told.times)) noteTime({ seed: told.done, name, ms, length: told.length });
      if (tried >= mostInputs || Date.now() > end) leave();
    });
  });
}

function announce({ seedCounts, properties }) {
  if (announced) return;
  announced = true;
  const { own, real, ignoreFiles } = seedCounts;
  console.log(`      ${own} texts of our own, ${real} real Dockerfiles, ${ignoreFiles} .dockerignore files`);
  for (const name of [...properties, 'every input ends', 'no input takes long']) failures.set(name, new Set());
}

function fail(property, failure, { from, detail, input }) {
  known.add(failure);
  failures.get(property)?.add(failure);
  console.log(`\nFAIL ${failure}\n     --seed ${from} --inputs 1 repeats it. The smallest input found:`);
  for (const text of [input, detail]) console.log(String(text).slice(0, 4_000).replace(/^/gm, '       '));
}

function noteTime(time) {
  slow.push(time);
  slow.sort((a, b) => b.ms - a.ms);
  slow.length = Math.min(slow.length, noOfSlow);
  // This property runs ten commands one after the other.
  if (time.ms <= slowest * (time.name.startsWith('the command line') ? 3 : 1)) return;
  fail('no input takes long', `slow: ${time.name}`, {
    from: time.seed,
    detail: `${time.ms.toFixed(0)} ms`,
    input: `${time.length} characters`,
  });
}

function report() {
  console.log('');
  for (const [name, kinds] of failures) {
    console.log(`${kinds.size === 0 ? 'ok  ' : 'FAIL'} ${name}${kinds.size === 0 ? '' : `: ${kinds.size} kinds of failures`}`);
  }
  console.log('\nthe slowest:');
  for (const { seed, name, ms, length } of slow)
    console.log(`${ms.toFixed(0).padStart(7)} ms  --seed ${seed}, ${length} characters: ${name}`);
  const failed = [...failures.values()].filter(({ size }) => size > 0).length;
  console.log(`\n${tried} inputs, seeds ${firstSeed} to ${next - 1}`);
  console.log(`${failures.size - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && tried > 0 ? 0 : 1;
}
