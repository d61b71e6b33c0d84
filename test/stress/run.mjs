// npm run test:stress
// Edits real Dockerfiles and random .dockerignore files at random for a minute on the built server, with requests of every kind in between.
// The server must not throw or answer with an error, must answer each request within a quarter of a second, and must not grow.
// LAYERWISE_SEED repeats a run, LAYERWISE_STRESS_SECONDS makes it longer.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { untestedProviders, requests } from '../support/lsp-requests.mjs';
import { startServer } from './server.mjs';
import { makeProject } from './project.mjs';
import { positionAt, randomEdit, randomFrom, randomIgnoreFile, readTexts } from './texts.mjs';

const seconds = Number(process.env.LAYERWISE_STRESS_SECONDS ?? 60);
const runSeed = Number(process.env.LAYERWISE_SEED ?? Date.now() % 1_000_000_000);
/** Maximum milliseconds for a request. */
const limit = 250;
/** How often a slow request is repeated before it counts as a failure: the machine may have been busy. */
const retries = 3;
/** Texts longer than this are replaced by a new one. */
const longest = 60_000;
/** Maximum growth of memory in MB and as a share: the amount of garbage at a given moment depends on the engine. */
const allowance = { megabytes: 40, share: 0.25 };

const root = fileURLToPath(new URL('../..', import.meta.url));
const random = randomFrom(runSeed);
const { from, texts } = readTexts();
console.log(`stress: ${seconds} s, seed ${runSeed} (LAYERWISE_SEED=${runSeed} repeats it), ${texts.length} files of ${from}`);

const project = makeProject();
const server = await startServer([path.join(root, 'dist/server/node.js'), '--stdio']);
/** @type {Map<string, { count: number, slowest: number, faults: string[] }>} */
const requestStats = new Map(requests.map(({ name }) => [name, { count: 0, slowest: 0, faults: [] }]));
const samples = [];
let document;
let opened = 0;
const byLanguage = { dockerfile: 0, dockerignore: 0 };
let edits = 0;

const begun = performance.now();
const elapsed = () => (performance.now() - begun) / 1000;
while (elapsed() < seconds && !server.left) {
  if (!document || document.edits > 60 || document.text.length > longest) document = await open(anyFile(), document);
  await edit(document);
  const available = requests.filter(({ needs }) => server.capabilities[needs]);
  for (let i = random.below(4); i > 0; i--) await ask(random.of(available), document);
  if (edits % 50 === 0) samples.push({ at: elapsed(), megabytes: server.memory() });
}
await server.stop();
project.remove();
report();

/** A file to open: a Dockerfile in a folder that does not exist, one in a project, or a .dockerignore of that project. */
function anyFile() {
  if (random.chance(0.3)) return { languageId: 'dockerignore', folder: project.uri, name: '.dockerignore', text: randomIgnoreFile(random) };
  const folder = random.chance(0.5) ? project.uri : 'file:///nowhere';
  return { languageId: 'dockerfile', folder, name: '.Dockerfile', text: random.of(texts) };
}

async function open({ languageId, folder, name, text }, previous) {
  if (previous) await server.notify('textDocument/didClose', { textDocument: { uri: previous.uri } });
  opened++;
  byLanguage[languageId]++;
  const uri = `${folder}/${opened}${name}`;
  await server.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  return { uri, languageId, folder, name, text, version: 1, edits: 0, memory: {} };
}

async function edit(doc) {
  const change = randomEdit(doc, random);
  const [start, end] = [change.start, change.end].map((at) => outsideLineBreak(doc.text, at));
  const range = { start: positionAt(doc.text, start), end: positionAt(doc.text, end) };
  doc.text = doc.text.slice(0, start) + change.insert + doc.text.slice(end);
  doc.version++;
  doc.edits++;
  edits++;
  const textDocument = { uri: doc.uri, version: doc.version };
  await server.notify('textDocument/didChange', { textDocument, contentChanges: [{ range, text: change.insert }] });
}

/** In LSP there is no position between the two characters of a line break. */
function outsideLineBreak(text, at) {
  return text[at - 1] === '\r' && text[at] === '\n' ? at - 1 : at;
}

async function ask(request, doc) {
  const [a, b] = [random.below(doc.text.length + 1), random.below(doc.text.length + 1)].sort((x, y) => x - y);
  const range = { start: positionAt(doc.text, a), end: positionAt(doc.text, b) };
  const place = { uri: doc.uri, position: range.start, range, memory: doc.memory };
  const tally = /** @type {{ count: number, slowest: number, faults: string[] }} */ (requestStats.get(request.name));
  tally.count++;
  if (random.chance(0.03)) return withdraw(request, doc, place, tally);
  const params = { textDocument: { uri: doc.uri }, ...request.params(place) };
  const answer = await server.ask(request, params);
  if (answer.result) request.keep?.(answer.result, doc.memory);
  if (answer.wrong) tally.faults.push(`${answer.wrong}, params ${JSON.stringify(params)} of\n${doc.text}`);
  const took = answer.took <= limit ? answer.took : Math.min(answer.took, await bestOfMore(request, doc, place));
  tally.slowest = Math.max(tally.slowest, took);
  if (took > limit)
    tally.faults.push(`${took.toFixed(0)} ms, the best of ${1 + retries}, params ${JSON.stringify(params)} of\n${doc.text}`);
}

/** Sends a request and cancels it at once. */
async function withdraw(request, doc, place, tally) {
  const source = new CancellationTokenSource();
  const answer = server.ask(request, { textDocument: { uri: doc.uri }, ...request.params(place) }, source.token);
  source.cancel();
  const { wrong } = await answer;
  if (wrong) tally.faults.push(`withdrawn, and yet: ${wrong}`);
}

/** The same request for the same text, each time for a document that is new to the server, so that caches do not help. */
async function bestOfMore(request, doc, place) {
  let best = Infinity;
  for (let i = 0; i < retries && best > limit; i++) {
    const fresh = await open(doc);
    const params = {
      textDocument: { uri: fresh.uri },
      ...request.params({ ...place, uri: fresh.uri, memory: { ...doc.memory, tokens: undefined } }),
    };
    best = Math.min(best, (await server.ask(request, params)).took);
    await server.notify('textDocument/didClose', { textDocument: { uri: fresh.uri } });
  }
  return best;
}

function report() {
  const checks = [...requestStats].map(([name, { count, slowest, faults }]) => ({
    what: `${name}: ${count} times, ${slowest.toFixed(0)} ms at most`,
    faults: count > 0 || !server.capabilities[requests.find((request) => request.name === name)?.needs ?? ''] ? faults : ['was never sent'],
  }));
  checks.push({ what: 'every provider is tested', faults: untestedProviders(server.capabilities) });
  checks.push({ what: 'no exception, no output on standard error, no early exit', faults: server.complaints });
  checks.push({ what: `memory: ${memoryText()}`, faults: memoryFaults() });
  for (const { what, faults } of checks) {
    console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'} ${what}`);
    for (const fault of faults.slice(0, 2)) console.log(fault.replace(/^/gm, '       '));
    if (faults.length > 2) console.log(`       and ${faults.length - 2} more`);
  }
  const failed = checks.filter(({ faults }) => faults.length > 0).length;
  const kinds = `${byLanguage.dockerfile} Dockerfiles and ${byLanguage.dockerignore} .dockerignore files`;
  console.log(`\n${edits} edits of ${kinds}, seed ${runSeed}`);
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** The minimum of the second quarter, after warm-up, and of the last quarter: peaks are garbage that is not collected yet. */
function memoryFloors() {
  const floor = (from, to) =>
    Math.min(
      ...samples.filter(({ at, megabytes }) => megabytes && at >= from * seconds && at <= to * seconds).map((each) => each.megabytes),
    );
  return { warm: floor(0.25, 0.5), end: floor(0.75, 1.1) };
}

function memoryText() {
  const { warm, end } = memoryFloors();
  return Number.isFinite(warm + end) ? `${warm.toFixed(0)} MB when warm, ${end.toFixed(0)} MB at the end` : 'not measured';
}

function memoryFaults() {
  const { warm, end } = memoryFloors();
  const most = warm * (1 + allowance.share) + allowance.megabytes;
  return Number.isFinite(warm + end) && end > most ? [`more than ${most.toFixed(0)} MB at the end`] : [];
}
