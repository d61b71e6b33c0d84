// Sources and tests as CommonJS code, and who imports whom.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { functionsOf } from './mutants.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/**
 * @typedef {object} Module
 * @property {string} code CommonJS
 * @property {string[]} imports absolute paths of files
 * @property {string[]} packages names of packages
 */

/**
 * Reads files and everything that they import. Functions of files that `isCounted` accepts mark their number in `__hit` when they run;
 * `numbers` has the first number and the count of each file.
 * @param {readonly string[]} files absolute paths
 * @param {(path: string) => boolean} isCounted
 */
export async function readModules(files, isCounted) {
  /** @type {Map<string, Module>} */
  const modules = new Map();
  /** @type {Map<string, { first: number, count: number }>} */
  const numbers = new Map();
  let functions = 0;
  const open = [...files];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (modules.has(path)) continue;
    const text = readFileSync(path, 'utf8');
    let source = text;
    if (isCounted(path)) {
      const all = functionsOf(text);
      numbers.set(path, { first: functions, count: all.length });
      source = countRuns(text, all, functions);
      functions += all.length;
    }
    // A test with `await` at its top level cannot be CommonJS; it is left out.
    const module = await compile(path, source).catch((error) => ({
      code: `throw new Error(${JSON.stringify(error.message)});`,
      imports: [],
      packages: [],
    }));
    modules.set(path, module);
    open.push(...module.imports);
  }
  return { modules, numbers, functions };
}

/**
 * One file as CommonJS.
 * @param {string} path @param {string} source
 * @returns {Promise<Module>}
 */
export async function compile(path, source) {
  if (!/\.m?[jt]s$/.test(path))
    return { code: `module.exports = { __esModule: true, default: ${JSON.stringify(source)} };`, imports: [], packages: [] };
  const { code } = await transform(source, {
    loader: path.endsWith('ts') ? 'ts' : 'js',
    format: 'cjs',
    target: 'node20',
    define: { 'import.meta.url': '__url', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
    logLevel: 'silent',
  });
  const names = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1]);
  return {
    code,
    imports: names.filter((name) => name.startsWith('.')).map((name) => resolve(dirname(path), name)),
    packages: names.filter((name) => !name.startsWith('.')),
  };
}

/** The files that import one of `path`'s importers, and `path` itself. */
export function importersOf(path, modules) {
  const importers = new Set([path]);
  for (let size = 0; size !== importers.size;) {
    size = importers.size;
    for (const [other, { imports }] of modules) if (imports.some((each) => importers.has(each))) importers.add(other);
  }
  return importers;
}

function countRuns(text, functions, first) {
  const insertions = functions.flatMap(({ body }, index) => {
    const mark = `__hit[${first + index}]=1`;
    return body.type === 'BlockStatement'
      ? [{ at: body.start + 1, text: `${mark};`, order: 0 }]
      : [
          { at: body.start, text: `(${mark},`, order: 1 },
          { at: body.end, text: ')', order: -1 },
        ];
  });
  // At one place, the end of an inner function comes before the start of the next one.
  let result = text;
  for (const { at, text: inserted } of insertions.toSorted((a, b) => b.at - a.at || b.order - a.order))
    result = result.slice(0, at) + inserted + result.slice(at);
  return result;
}
