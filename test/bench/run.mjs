// npm run bench
// Measures the built language server beside dockerfile-language-server-nodejs in one run, turn by turn, so that the machine's noise
// falls on both: from an edit to its diagnostics, start, memory; and the command line over a folder of Dockerfiles. All rules are on.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dockerfileOf, typingPlace } from './documents.mjs';
import { startServer } from './server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const EDITS = 80;
const STARTS = 7;
const servers = {
  layerwise: [path.join(root, 'dist/server/node.js'), '--stdio'],
  'dockerfile-language-server-nodejs': [path.join(root, 'node_modules/dockerfile-language-server-nodejs/bin/docker-langserver'), '--stdio'],
};

/** The promises of this project; a run that breaks one ends with status 1. */
const limits = { 10: { p95: 10, ratio: 1 }, 100: { p95: 60 }, start: 200, corpus: 3000 };
const broken = [];
const promise = (kept, text) => kept || broken.push(text);

console.log(`node ${process.version}, ${EDITS} edits a size, ${STARTS} starts, ${new Date().toISOString().slice(0, 10)}\n`);
await edits();
await starts();
corpus();
for (const text of broken) console.log(`BROKEN: ${text}`);
process.exitCode = broken.length > 0 ? 1 : 0;

async function edits() {
  console.log('from an edit to its diagnostics, ms'.padEnd(48), 'p50'.padStart(8), 'p95'.padStart(8), 'findings'.padStart(10), 'memory MB'.padStart(11));
  for (const kilobytes of [1, 10, 100]) {
    const text = dockerfileOf(kilobytes * 1024);
    const at = typingPlace(text);
    const running = [];
    for (const [name, command] of Object.entries(servers)) {
      const server = await startServer(command);
      running.push({ name, server, findings: await server.open(text), times: [] });
    }
    for (let i = -8; i < EDITS; i++) {
      for (const { server, times } of running) {
        const end = { line: at.line, character: at.character + 1 };
        const took = i % 2 === 0 ? await server.edit({ start: at, end: at }, 'x') : await server.edit({ start: at, end }, '');
        if (i >= 0) times.push(took);
      }
    }
    for (const { name, server, findings, times } of running) {
      const memory = server.memory();
      console.log(`  ${kilobytes} KB ${name}`.padEnd(48), ...[0.5, 0.95].map((q) => ms(quantile(times, q)).padStart(8)), String(findings).padStart(10), (memory?.toFixed(0) ?? '?').padStart(11));
    }
    const [ours, theirs] = running.map(({ times }) => times);
    const limit = limits[kilobytes];
    if (limit) promise(quantile(ours, 0.95) < limit.p95, `${kilobytes} KB: p95 ${ms(quantile(ours, 0.95))} ms, not under ${limit.p95} ms`);
    if (limit?.ratio) promise(quantile(ours, 0.5) < limit.ratio * quantile(theirs, 0.5), `${kilobytes} KB: slower than the peer`);
    for (const { server } of running) await server.stop();
  }
}

async function starts() {
  console.log('\nfrom spawn to the answer of initialize, ms'.padEnd(49), 'p50'.padStart(8));
  const times = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
  for (let i = 0; i < STARTS; i++) {
    for (const [name, command] of Object.entries(servers)) {
      const server = await startServer(command);
      times[name].push(server.started);
      await server.stop();
    }
  }
  for (const [name, all] of Object.entries(times)) console.log(`  ${name}`.padEnd(48), ms(quantile(all, 0.5)).padStart(8));
  const ours = quantile(times.layerwise, 0.5);
  promise(ours < limits.start, `start: ${ms(ours)} ms, not under ${limits.start} ms`);
}

function corpus() {
  const folder = path.resolve(process.env.LAYERWISE_CORPUS ?? path.join(root, '../shared/corpus'));
  const cli = path.join(root, 'dist/cli.js');
  if (!existsSync(folder) || !existsSync(cli)) return console.log(`\ncheck of a folder: skipped, there is no ${existsSync(cli) ? folder : cli}`);
  const times = [];
  let output = '';
  for (let i = 0; i < 3; i++) {
    const begun = performance.now();
    output = spawnSync(process.execPath, [cli, 'check', folder, '--format', 'json', '--fail-level', 'none'], { encoding: 'utf8', maxBuffer: 1e9 }).stdout;
    times.push(performance.now() - begun);
  }
  const files = JSON.parse(output).files.length;
  const best = Math.min(...times);
  console.log(`\nlayerwise check of ${files} files from a cold start: ${ms(best)} ms, the best of 3 (${times.map(ms).join(', ')})`);
  promise(best < limits.corpus, `corpus: ${ms(best)} ms, not under ${limits.corpus} ms`);
}

function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

function ms(value) {
  return value.toFixed(1);
}
