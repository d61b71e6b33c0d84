// npm run bench:growth [-- --once --verbose WORD...]
// How the time grows with the size of the input: for each case the CPU time at n and at 4n, the longest block of the server's event loop, and
// the highest memory. Words select cases by name; --once: without
// repeating what is over a limit; --verbose: the figures of each request; LAYERWISE_DIST: a folder with another build. Fails if a limit is exceeded.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { editorCapabilities, everythingOn, requests } from '../support/lsp-requests.mjs';
import { commandLineCases, editorCases } from './growth-cases.mjs';
import { row } from './measure.mjs';
import { startServer } from './server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = path.resolve(process.env.LAYERWISE_DIST ?? path.join(root, 'dist'));
const probe = path.join(import.meta.dirname, 'probe.cjs');
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const once = process.argv.includes('--once');
const verbose = process.argv.includes('--verbose');

/** Limits of the larger size: milliseconds of a block, MB of memory, and how many times longer 4n may take than n. */
const limits = { block: 100, memory: 300, growth: 6 };
/** A time below this many milliseconds says nothing about growth: starting takes most of it. */
const leastCpu = 300;
/** How often a case over a limit is measured again: load on the machine makes times longer, but never shorter. */
const maxRepeats = once ? 0 : 2;

const failures = [];
const isWanted = ({ name }) => words.length === 0 || words.some((word) => name.includes(word));

console.log(`node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
await table('the language server, CPU ms', editorCases, measureEditor);
await table('the command line, CPU ms', commandLineCases, measureCommand);
for (const failure of failures) console.log(`OVER THE LIMIT: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;

async function table(title, cases, measure) {
  const wanted = cases.filter(isWanted);
  if (wanted.length === 0) return;
  console.log(`\n${row(title, 'n', 'at n', 'at 4n', 'growth', 'block ms', 'memory MB')}  longest block in`);
  for (const each of wanted) {
    let best;
    for (let i = 0; i <= maxRepeats; i++) {
      const [one, four] = [await measureAt(each, each.n, measure), await measureAt(each, 4 * each.n, measure)];
      const failure = one.failure ?? four.failure;
      if (failure) {
        failures.push(`${each.name}: ${failure}`);
        console.log(row(`  ${each.name}`), failure);
        continue;
      }
      best = best ? { one: lower(best.one, one), four: lower(best.four, four) } : { one, four };
      if (exceeded(each, best).length === 0) break;
    }
    if (!best) continue;
    const { one, four } = best;
    const numbers = [each.n, one.cpu.toFixed(0), four.cpu.toFixed(0), (four.cpu / one.cpu).toFixed(1)];
    console.log(row(`  ${each.name}`, ...numbers, four.block?.toFixed(0) ?? '-', four.memory.toFixed(0)), ` ${four.longest ?? ''}`);
    failures.push(...exceeded(each, best).map((text) => `${each.name}: ${text}`));
  }
}

/** The better figures of two measurements of the same. */
function lower(a, b) {
  const blocked = (b.block ?? 0) < (a.block ?? 0) ? b : a;
  return { cpu: Math.min(a.cpu, b.cpu), memory: Math.min(a.memory, b.memory), block: blocked.block, longest: blocked.longest };
}

function exceeded({ isLarge, isFlat }, { one, four }) {
  const found = [];
  const growth = four.cpu / one.cpu;
  if (four.cpu > leastCpu && growth > limits.growth) found.push(`4 times the size takes ${growth.toFixed(1)} times as long`);
  if (!isLarge && four.block > limits.block) found.push(`a block of ${four.block.toFixed(0)} ms (${four.longest})`);
  if (!isLarge && four.memory > limits.memory) found.push(`${four.memory.toFixed(0)} MB`);
  if (isFlat && four.memory > one.memory * 1.25) found.push(`memory grows from ${one.memory.toFixed(0)} to ${four.memory.toFixed(0)} MB`);
  return found;
}

async function measureAt(each, n, measure) {
  const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-growth-'));
  try {
    const folders = new Set();
    for (const [name, text] of Object.entries(each.files(n))) {
      const parent = path.dirname(name);
      if (!folders.has(parent)) mkdirSync(path.join(folder, parent), { recursive: true });
      folders.add(parent);
      writeFileSync(path.join(folder, name), text ?? '');
    }
    return await measure(each, folder);
  } catch (error) {
    return { failure: String(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens the document, types in it and sends every request, as an editor does. */
async function measureEditor({ open = 'Dockerfile' }, folder) {
  const file = path.join(folder, open);
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, 'utf8');
  const command = ['--require', probe, path.join(dist, 'server/node.js'), '--stdio'];
  const server = await startServer(command, { capabilities: editorCapabilities, settings: everythingOn, folder, uri, isProbed: true });
  await server.figures();
  const total = { cpu: 0, block: 0, memory: 0, longest: '' };
  const phase = async (name, work) => {
    await work();
    const { cpu, block, memory } = await server.figures();
    if (verbose) console.log(`      ${name}: cpu ${cpu.toFixed(0)}, block ${block.toFixed(0)}, memory ${memory.toFixed(0)}`);
    if (block > total.block) Object.assign(total, { block, longest: name });
    Object.assign(total, { cpu: total.cpu + cpu, memory });
  };
  const lines = text.split('\n');
  const middle = Math.floor(lines.length / 2);
  const position = { line: middle, character: Math.min(5, lines[middle].length) };
  const range = {
    start: { line: Math.max(0, middle - 30), character: 0 },
    end: { line: Math.min(lines.length - 1, middle + 30), character: 0 },
  };
  const memory = {};
  await phase('open', () => server.openAndSettle(open === '.dockerignore' ? 'ignore' : 'dockerfile', text));
  await phase('edit', () => server.edit({ start: position, end: position }, 'x'));
  await phase('undo', () => server.edit({ start: position, end: { ...position, character: position.character + 1 } }, ''));
  for (const request of requests.filter(({ needs }) => server.capabilities[needs])) {
    await phase(request.name, async () => {
      const params = { textDocument: { uri }, ...request.params({ uri, position, range, memory }) };
      const result = await server.ask(request.method, params);
      if (result) request.keep?.(result, memory);
    });
  }
  await phase('layers', () => server.ask('layerwise/layers', { uri }));
  await server.stop();
  return total;
}

async function measureCommand({ args }, folder) {
  const figures = `${folder}.json`;
  const command = ['--require', probe, path.join(dist, 'cli.js'), ...args];
  const env = { ...process.env, LAYERWISE_PROBE: figures };
  const child = spawn(process.execPath, command, /** @type {const} */ ({ cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] }));
  await new Promise((resolve) => child.once('exit', resolve));
  const { cpu, memory } = JSON.parse(readFileSync(figures, 'utf8'));
  rmSync(figures);
  return { cpu, memory };
}
