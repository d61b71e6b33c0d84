import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import module, { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { Script } from 'node:vm';

/** Maximum number of files in the folder: those of several versions of Layerwise and Node.js. */
const mostFiles = 40;
/** Milliseconds after which the compiled code is stored, for a process that is killed before it can do so when it exits. */
const storeAfter = 10_000;
const digestBytes = 32;
// On the first line of the bundle, so that line numbers are those of the file. https://nodejs.org/api/modules.html#the-module-wrapper
const wrapperStart = Buffer.from('(function (exports, require, module, __filename, __dirname) { ');
const wrapperEnd = Buffer.from('\n})');

/**
 * Loads CommonJS bundles with the machine code that V8 compiled for them in an earlier run, as `module.enableCompileCache` does in Node.js
 * 22.8 and newer. A start then neither parses nor compiles what the earlier run used.
 *
 * A file of the cache is named by a digest of Node's version and the bundle's text, so a new build never meets an old file; it begins
 * with a digest of its content, so a damaged file is ignored. V8 itself refuses code of another build or other flags. Whatever goes
 * wrong with the cache, the bundle is compiled as usual.
 */
export class CodeCache {
  private readonly folder: string;
  private readonly loaded = new Map<string, { exports: unknown }>();
  /** Scripts that are not in the cache yet, by the file to write. */
  private readonly fresh = new Map<string, Script>();

  /** `folder`: must belong to the user, because its content is executed. Created when something is stored. */
  constructor(folder: string) {
    this.folder = folder;
    process.once('exit', () => this.store());
    setTimeout(() => this.store(), storeAfter).unref();
  }

  /** The exports of a bundle. Bundles that it requires by a relative path are loaded in the same way, but not data. */
  load(file: string): unknown {
    const known = this.loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    this.loaded.set(file, module);
    const require = createRequire(file);
    const requireHere = (id: string): unknown =>
      id.startsWith('.') && !id.endsWith('.json') ? this.load(path.resolve(path.dirname(file), id)) : require(id);
    this.compile(file).call(module.exports, module.exports, Object.assign(requireHere, require), module, file, path.dirname(file));
    return module.exports;
  }

  private compile(file: string): (...parameters: unknown[]) => void {
    const bytes = fs.readFileSync(file);
    const cached = path.join(this.folder, `${digest(`${process.version} ${process.arch} `, bytes).toString('hex')}.bin`);
    const wrapped = textOf(Buffer.concat([wrapperStart, bytes, wrapperEnd]));
    const cachedData = read(cached);
    const script = new Script(wrapped, { filename: file, ...(cachedData && { cachedData }) });
    if (!cachedData || script.cachedDataRejected) this.fresh.set(cached, script);
    return script.runInThisContext() as (...parameters: unknown[]) => void;
  }

  /** Writes what is not in the cache yet, with the functions that have been compiled so far. */
  private store(): void {
    if (this.fresh.size === 0) return;
    try {
      fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      for (const [file, script] of this.fresh) {
        const code = script.createCachedData();
        const temporary = `${file}.${process.pid}.tmp`;
        fs.writeFileSync(temporary, Buffer.concat([digest(code), code]), { mode: 0o600 });
        fs.renameSync(temporary, file);
      }
      removeOldest(this.folder);
    } catch {
      // The folder cannot be written: nothing is cached.
    }
    this.fresh.clear();
  }
}

/** The text of a bundle. esbuild writes ASCII unless it is told otherwise, which needs no decoding. */
function textOf(bytes: Buffer): string {
  return isAscii(bytes) ? bytes.toString('latin1') : bytes.toString();
}

/**
 * Loads a bundle, and everything that it requires, with the code that V8 compiled in an earlier run: by Node.js itself if it can (22.8 and
 * newer). https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
 */
export function loadCached(file: string): void {
  const { enableCompileCache } = module as { readonly enableCompileCache?: (folder: string) => unknown };
  const folder = codeCacheFolder();
  if (folder !== undefined && !enableCompileCache) {
    new CodeCache(folder).load(file);
    return;
  }
  if (folder !== undefined) enableCompileCache?.(folder);
  createRequire(file)(file);
}

/** The cache folder of this user's programs; undefined if there is none, or the user has disabled the cache. */
export function codeCacheFolder(): string | undefined {
  const { env, platform } = process;
  if (env.NODE_DISABLE_COMPILE_CACHE) return undefined;
  try {
    const home = os.homedir();
    const caches = {
      win32: env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'),
      darwin: path.join(home, 'Library', 'Caches'),
    };
    const folder = platform === 'win32' || platform === 'darwin' ? caches[platform] : env.XDG_CACHE_HOME || path.join(home, '.cache');
    return path.join(folder, 'layerwise', 'code-cache');
  } catch {
    return undefined; // a user without a home
  }
}

/** Undefined if the file is missing or damaged. */
function read(file: string): Buffer | undefined {
  try {
    const bytes = fs.readFileSync(file);
    const code = bytes.subarray(digestBytes);
    return digest(code).equals(bytes.subarray(0, digestBytes)) ? code : undefined;
  } catch {
    return undefined;
  }
}

function digest(...contents: readonly (string | Buffer)[]): Buffer {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(content);
  return hash.digest();
}

function removeOldest(folder: string): void {
  const files = fs.readdirSync(folder).map((name) => path.join(folder, name));
  if (files.length <= mostFiles) return;
  const age = new Map(files.map((file) => [file, fs.statSync(file).mtimeMs]));
  for (const file of files.toSorted((a, b) => age.get(b)! - age.get(a)!).slice(mostFiles)) fs.rmSync(file, { force: true });
}
