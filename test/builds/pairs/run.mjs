// npm run test:builds runs this after the applications. Alone: node test/builds/pairs/run.mjs [WORD...], only the pairs whose title has a word.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { root } from '../../../scripts/steps.mjs';
import { build, differences, newFolder, startBuilder, stopBuilder } from './docker.mjs';

const here = path.join(root, 'test/builds/pairs');

/**
 * Builds every pair before and after its edit and compares the images. Prints a line for each that fails, and the totals.
 * @param {readonly string[]} words
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runPairs(words) {
  const started = Date.now();
  const table = await loadTable();
  /** @type {readonly import('./table.ts').Pair[]} */
  const pairs = table.readPairs(here).filter(({ title }) => words.length === 0 || words.some((word) => title.includes(word)));
  const missing = await startBuilder();
  if (missing !== undefined) {
    console.log(`skipped: pairs cannot be built here: ${missing}`);
    return { passed: 0, failed: 0 };
  }
  const prepared = Date.now();
  const server = await startServer();
  const results = { same: 0, 'not offered': 0, repaired: 0, fails: 0, failed: 0 };
  const rest = pairs.values();
  const worker = async () => {
    for (const pair of rest) {
      const problem = await problemOf(pair, table, server.address).catch((error) => `${error.stack}`);
      results[problem === undefined ? pair.expected : 'failed']++;
      if (problem !== undefined) console.log(`FAIL ${pair.title}\n${problem.replace(/^/gm, '    ')}`);
    }
  };
  try {
    await Promise.all([worker(), worker(), worker()]);
  } finally {
    server.close();
    stopBuilder();
  }
  const seconds = (from, to) => ((to - from) / 1000).toFixed(0);
  if (words.length === 0) for (const id of table.withoutPair(pairs)) console.log(`no pair: ${id}`);
  console.log(
    `${results.same} pairs of images are equal, ${results.repaired} builds are repaired, ${results.fails} fail as before, ` +
      `${results['not offered']} edits are not offered, ${results.failed} failed (${seconds(started, prepared)} s for base images, ${seconds(prepared, Date.now())} s for pairs)`,
  );
  return { passed: results.same + results.repaired + results.fails + results['not offered'], failed: results.failed };
}

/** The table and the edits are TypeScript of the product. */
async function loadTable() {
  const outfile = path.join(root, 'dist/test/pairs.mjs');
  await esbuild.build({
    entryPoints: [path.join(here, 'table.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    loader: { '.md': 'text' },
    // The data files are found from the folder of this file.
    define: { 'import.meta.dirname': JSON.stringify(path.join(root, 'test/support')), LAYERWISE_VERSION: '"test"' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
  return import(pathToFileURL(outfile).href);
}

/**
 * Serves what RUN and ADD download: `/archive.tgz` and `/text`. As a proxy it serves them for other hosts, and redirects `/acme/tool/archive/text` to
 * `/text`. Builds use the network of this machine.
 */
async function startServer() {
  const folder = newFolder();
  writeFileSync(path.join(folder, 'file'), 'unpacked\n');
  const pack = ['--create', '--gzip', '--mtime=@0', '--directory', folder, 'file'];
  const archive = spawnSync('tar', pack).stdout;
  rmSync(folder, { recursive: true });
  const server = createServer((request, response) => {
    const { url = '' } = request;
    if (url.endsWith('/acme/tool/archive/text')) {
      response.writeHead(302, { Location: url.replace('/acme/tool/archive', '') }).end();
      return;
    }
    const body = url.endsWith('.tgz') ? archive : url.endsWith('/text') ? Buffer.from('text\n') : undefined;
    response.writeHead(body ? 200 : 404, { 'Content-Length': body?.length ?? 0 }).end(body);
  });
  await new Promise((resolve) => void server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/**
 * What is wrong with the pair; undefined if nothing is.
 * @param {import('./table.ts').Pair} pair
 * @param {typeof import('./table.ts')} table
 * @param {string} address
 */
async function problemOf(pair, table, address) {
  const edited = table.edit(pair);
  if (pair.expected === 'not offered') return edited && `an edit is offered:\n${edited.text}`;
  if (!edited) return 'nothing is edited';
  const folder = newFolder();
  try {
    const context = path.join(folder, 'context');
    writeContext(context, pair, table.filesOf(pair.context));
    const file = path.join(folder, 'Dockerfile');
    writeFileSync(file, pair.text.replaceAll('http://server.example', address));
    const before = await build(file, context);
    writeFileSync(file, edited.text.replaceAll('http://server.example', address));
    if (edited.ignore !== undefined) writeFileSync(path.join(context, '.dockerignore'), edited.ignore);
    const after = await build(file, context);
    return wrong(pair, before, after, edited.text);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {import('./table.ts').Pair} pair
 * @param {Awaited<ReturnType<typeof build>>} before
 * @param {Awaited<ReturnType<typeof build>>} after
 * @param {string} text
 */
function wrong(pair, before, after, text) {
  if (pair.expected === 'repaired') {
    if ('id' in before) return 'the build works without the edit';
    return 'log' in after ? `the build fails after the edit:\n${after.log}\n${text}` : undefined;
  }
  if (pair.expected === 'fails') {
    const working = ['before', 'after'].filter((_, i) => 'id' in [before, after][i]);
    return working.length > 0 ? `the build does not fail ${working.join(' and ')} the edit:\n${text}` : undefined;
  }
  if ('log' in before) return `the build fails before the edit${'log' in after ? ' and after it' : ''}:\n${before.log}`;
  if ('log' in after) return `the build fails after the edit:\n${after.log}\n${text}`;
  const found = differences(before.id, after.id);
  const unexpected = found.filter((line) => !pair.changes.some((change) => covers(change, line)));
  const unused = pair.changes.filter((change) => !found.some((line) => covers(change, line)));
  if (unexpected.length === 0 && unused.length === 0) return undefined;
  return [...unexpected.slice(0, 20), ...unused.map((change) => `does not change: ${change}`), text].join('\n');
}

/** @type {(change: string, difference: string) => boolean} */
const covers = (change, difference) => {
  const name = difference.slice(0, difference.indexOf(': '));
  return change.endsWith('*') ? name.startsWith(change.slice(0, -1)) : name === change;
};

/**
 * @param {string} context
 * @param {import('./table.ts').Pair} pair
 * @param {readonly (readonly [string, string])[]} files
 */
function writeContext(context, { setup }, files) {
  mkdirSync(context);
  for (const [name, text] of files) {
    const file = path.join(context, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, 0o644);
  }
  if (setup === '') return;
  const { status, stderr } = spawnSync('sh', ['-e', '-c', setup], { cwd: context, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the setup of the context fails: ${stderr}`);
}

if (process.argv[1] === import.meta.filename) {
  const { passed, failed } = await runPairs(process.argv.slice(2));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
