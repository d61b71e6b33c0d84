// npm run bench [-- --quick]
// Measures the built language server and dockerfile-language-server-nodejs alternately in one run: edits, requests, start, memory; and the
// command line tool on a folder of Dockerfiles. With the rules that are on by default; edits also with all of them. Exits with status 1 if
// a limit is exceeded: for everything that both servers do, our time must not be longer. `--quick`: only edits and starts.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { editorCapabilities, everythingOn, requests } from '../support/lsp-requests.mjs';
import { requestPositions, dockerfileOf, editPosition } from './documents.mjs';
import { checkTimes, editTimes, firstEdits, ms, quantile, row, startTimes, starts } from './measure.mjs';
import { documentUri, startServer } from './server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const quick = process.argv.includes('--quick');
const servers = {
  layerwise: [path.join(root, 'dist/server/node.js'), '--stdio'],
  'dockerfile-language-server-nodejs': [path.join(root, 'node_modules/dockerfile-language-server-nodejs/bin/docker-langserver'), '--stdio'],
};
/** Limits in milliseconds: 95th percentile of edits of 10 KB and of requests by kilobytes, and the check of a folder. */
const limits = { edit: 10, request: { 1: 20, 10: 20, 100: 100 }, check: 3500 };
/** How often each request is sent. */
const requestCount = 40;
/** How often a measurement over its limit is repeated: load on the machine makes times longer, but never shorter. */
const maxRepeats = 2;

/** The measurements with a limit: our time and the time that it must not exceed, of our best try. */
const measurements = new Map();
function compare(text, ours, limit) {
  const before = measurements.get(text);
  if (!before || ours / limit < before.ours / before.limit) measurements.set(text, { ours, limit });
}
const isTooSlow = ([, { ours, limit }]) => ours > limit;
const tooSlow = () => [...measurements].filter(isTooSlow);

console.log(`node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
await repeatWhileTooSlow('edit', edits);
await repeatWhileTooSlow('start', startsOfServers);
if (!quick) {
  for (const kilobytes of [1, 10, 100]) await answers(kilobytes);
  await check();
  await import('./rules.mjs');
}
console.log(`\n${row('our time, and its limit', 'ms', 'limit', 'ratio')}`);
for (const [text, { ours, limit }] of measurements) console.log(row(`  ${text}`, ms(ours), ms(limit), (ours / limit).toFixed(2)));
for (const [text, { ours, limit }] of tooSlow()) console.log(`TOO SLOW: ${text}: ${ms(ours)} ms, limit ${ms(limit)} ms`);
process.exitCode = tooSlow().length > 0 ? 1 : 0;

async function repeatWhileTooSlow(topic, measure) {
  for (let i = 0; i <= maxRepeats; i++) {
    await measure();
    if (!tooSlow().some(([text]) => text.startsWith(topic))) return;
  }
}

async function edits() {
  for (const preset of ['recommended', 'all']) {
    const title = `from an edit to its diagnostics, ms, ${preset}`;
    console.log(`\n${row(title, 'p50', 'p95', `first ${firstEdits}`, 'p95', 'findings', 'memory MB')}`);
    for (const kilobytes of [1, 10, 100]) await editsOf(kilobytes, preset);
  }
}

async function editsOf(kilobytes, preset) {
  const measured = await editTimes(servers, kilobytes, { preset });
  for (const [name, { first, later, findings, memory }] of Object.entries(measured)) {
    const times = [later, first].flatMap((list) => [0.5, 0.95].map((q) => ms(quantile(list, q))));
    console.log(row(`  ${kilobytes} KB ${name}`, ...times, findings, memory?.toFixed(0) ?? '?'));
  }
  const [ours, theirs] = Object.values(measured);
  if (kilobytes === 1) return; // the times are under a millisecond
  for (const q of [0.5, 0.95]) {
    const name = `edit of ${kilobytes} KB, ${preset}, p${q * 100}`;
    compare(name, quantile(ours.later, q), quantile(theirs.later, q));
    compare(`${name} of the first ${firstEdits}`, quantile(ours.first, q), quantile(theirs.first, q));
  }
  if (kilobytes === 10) compare(`edit of 10 KB, ${preset}, p95, fixed limit`, quantile(ours.later, 0.95), limits.edit);
}

async function startsOfServers() {
  const measured = await startTimes(servers);
  console.log(`\n${row(`from process start, ms, p50 of ${starts}`, 'initialize', 'diagnostics')}`);
  const medians = Object.values(measured).map(({ initialized, useful }) => [initialized, useful].map((times) => quantile(times, 0.5)));
  Object.keys(measured).forEach((name, i) => console.log(row(`  ${name}`, ...medians[i].map(ms))));
  const [ours, theirs] = medians;
  compare('start to the answer of initialize', ours[0], theirs[0]);
  compare('start to the first diagnostics', ours[1], theirs[1]);
}

/** Every request right after an edit, as editors send them: results that depend on the edit are computed again. */
async function answers(kilobytes) {
  const text = dockerfileOf(kilobytes * 1024);
  const running = [];
  for (const command of Object.values(servers)) {
    const server = await startServer(command, { capabilities: editorCapabilities, settings: everythingOn });
    await server.open(text);
    running.push({ server, typing: editPosition(text), places: requestPositions(text), memory: {} });
  }
  const [ours, theirs] = running;
  console.log(`\n${row(`${kilobytes} KB: an edit and a request, ms`, 'p50', 'p95', 'peer p50', 'peer p95')}`);
  const limit = limits.request[kilobytes];
  for (const request of requests) {
    const peer = theirs.server.capabilities[request.needs] ? await answerTimes(request, theirs) : undefined;
    let times = await answerTimes(request, ours);
    for (let i = 0; i < maxRepeats && quantile(times, 0.95) > limit; i++) {
      const more = await answerTimes(request, ours);
      if (quantile(more, 0.95) < quantile(times, 0.95)) times = more;
    }
    console.log(row(`  ${request.name}`, ...[times, peer].flatMap((list) => [0.5, 0.95].map((q) => (list ? ms(quantile(list, q)) : '-')))));
    compare(`answer in ${kilobytes} KB, p95: ${request.name}`, quantile(times, 0.95), limit);
  }
  for (const { server } of running) await server.stop();
}

/** Milliseconds of edits that are each followed by a request. A letter is inserted and deleted alternately. */
async function answerTimes(request, { server, typing, places, memory }) {
  const times = [];
  for (let i = 0; i < requestCount; i++) {
    const typed = i % 2 === 1;
    const end = typed ? { ...typing, character: typing.character + 1 } : typing;
    const position = places[i % places.length];
    const range = { start: { line: Math.max(0, position.line - 30), character: 0 }, end: { line: position.line + 30, character: 0 } };
    const params = request.params({ uri: documentUri, position, range, memory });
    const { took, result } = await server.requestAfterEdit({ start: typing, end }, typed ? '' : 'x', request.method, params);
    if (result) request.keep?.(result, memory);
    times.push(took);
  }
  return times;
}

async function check() {
  const folder = path.resolve(process.env.LAYERWISE_CORPUS ?? path.join(root, '../shared/corpus'));
  const cli = path.join(root, 'dist/cli.js');
  if (!existsSync(folder)) return console.log(`\ncheck of a folder: skipped, ${folder} does not exist`);
  const { times, files } = (await checkTimes({ cli }, folder)).cli;
  console.log(`\nlayerwise check of ${files} files from a cold start, ms: ${times.map(ms).join(', ')}`);
  compare(`check of ${files} files`, Math.min(...times), limits.check);
}
