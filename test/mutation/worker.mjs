// Runs tests in this process, without and with a mutant. Modules that do not import the changed file stay loaded.
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { createCollector } from './shim.mjs';

/** @type {{ modules: Map<string, { code: string, imports: string[], packages: string[] }>, functions: number, setup: string[] }} */
const { modules, functions, setup } = (await once(process, 'message'))[0];
const hit = new Uint8Array(functions);
/** @type {Map<string, vm.Script>} */
const scripts = new Map();
/** @type {Map<string, { exports: any }>} */
const loaded = new Map();
const packages = await loadPackages();
/** The object that `import 'vitest'` gives while a test file is loaded. */
let vitest;
/** The file that has a mutant. */
let replaced;

for (const file of setup) load(file);

process.on('message', async (/** @type {any} */ request) => {
  const answer = request.code === undefined ? await baseline(request) : await tryMutant(request);
  process.send?.({ ...answer, heap: process.memoryUsage().heapUsed });
});
process.on('disconnect', () => process.exit());
process.send?.({ ready: true });

/** Runs all tests of a file. Returns for each one its CPU time in milliseconds, whether it passes, and the functions that ran. */
async function baseline({ file }) {
  hit.fill(0);
  const { tests, error } = collect(file);
  const inCollection = marked();
  const results = [];
  for (const { name, run } of tests) {
    hit.fill(0);
    const start = process.cpuUsage();
    const passes = await succeeds(run);
    results.push({ name, passes, ms: cpuSince(start), functions: marked() });
  }
  return { error: error && String(error.stack ?? error), results, inCollection };
}

/** Runs the named tests with other code for one file. `killed` is the name of the first test that fails. */
async function tryMutant({ path, code, affected, plan }) {
  const forget = () => affected.forEach((each) => loaded.delete(each));
  forget();
  try {
    scripts.set(`mutant of ${path}`, compile(path, code));
    replaced = path;
    for (const { file, names } of plan) {
      const { tests, error } = collect(file);
      if (error) return { killed: `${file}: ${String(error).slice(0, 80)}` };
      const wanted = new Set(names);
      for (const { name, run } of tests) if (wanted.delete(name) && !(await succeeds(run))) return { killed: name };
      if (wanted.size > 0) return { killed: `${file}: tests are missing` };
    }
    return {};
  } finally {
    replaced = undefined;
    forget();
  }
}

function collect(file) {
  const collector = createCollector();
  ({ vitest } = collector);
  loaded.delete(file);
  try {
    load(file);
    return { tests: collector.tests };
  } catch (error) {
    return { tests: [], error };
  }
}

async function succeeds(run) {
  try {
    await run();
    return true;
  } catch {
    return false;
  }
}

function load(path) {
  const known = loaded.get(path);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(path, module);
  try {
    const importer = (name) =>
      name.startsWith('.') ? load(resolve(dirname(path), name)) : name === 'vitest' ? vitest : packages.get(name);
    scriptOf(path).runInThisContext()(module.exports, importer, module, pathToFileURL(path).href, dirname(path), path, hit);
  } catch (error) {
    loaded.delete(path);
    throw error;
  }
  return module.exports;
}

function scriptOf(path) {
  const key = path === replaced ? `mutant of ${path}` : path;
  let script = scripts.get(key);
  if (!script) scripts.set(key, (script = compile(path, /** @type {{ code: string }} */ (modules.get(path)).code)));
  return script;
}

function compile(path, code) {
  return new vm.Script(`(function (exports, require, module, __url, __dirname, __filename, __hit) {${code}\n})`, { filename: path });
}

function cpuSince(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function marked() {
  const all = [];
  for (let index = hit.indexOf(1); index >= 0; index = hit.indexOf(1, index + 1)) all.push(index);
  return all;
}

/** Packages may be ES modules, which only `import()` can load. */
async function loadPackages() {
  const names = new Set([...modules.values()].flatMap((each) => each.packages));
  names.delete('vitest');
  const require = createRequire(import.meta.url);
  const all = new Map();
  for (const name of names) {
    const space = await import(name).catch(() => require(name));
    all.set(name, { ...(typeof space.default === 'object' ? space.default : {}), ...space, __esModule: true });
  }
  return all;
}
