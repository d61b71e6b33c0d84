// Trees of packages that npm has installed: what is in them, and what their archives are in npm's cache.
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Runs npm in a folder. Settings of a surrounding npm do not apply. Throws with the end of its output if it fails. */
export function npm(folder, ...words) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:npm_|INIT_CWD$|NODE_ENV$)/i.test(name)));
  try {
    execFileSync('npm', words, { cwd: folder, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e8, timeout: 900_000 });
  } catch (error) {
    throw new Error(String(error.stderr ?? error).slice(-600), { cause: error });
  }
}

/**
 * The packages below a node_modules folder: `folder` relative to it, `json` the content of package.json, `bytes` of the package's own regular
 * files, without those of packages inside it; and `other`: the bytes of files that belong to no package.
 */
export function readTree(folder) {
  const packages = [];
  let other = 0;
  const readModules = (modules) => {
    for (const entry of readdirSync(modules, { withFileTypes: true })) {
      const entryPath = path.join(modules, entry.name);
      if (entry.isFile()) other += lstatSync(entryPath).size;
      else if (!entry.isDirectory()) continue;
      else if (entry.name.startsWith('@')) readModules(entryPath);
      else if (existsSync(path.join(entryPath, 'package.json'))) {
        const { bytes, files } = readPackage(entryPath);
        packages.push({ folder: path.relative(folder, entryPath), json: JSON.parse(readFileSync(path.join(entryPath, 'package.json'), 'utf8')), bytes, files }); // prettier-ignore
      } else other += readPackage(entryPath).bytes;
    }
  };
  const readPackage = (below, isRoot = true) => {
    let bytes = 0;
    let files = 0;
    for (const entry of readdirSync(below, { withFileTypes: true })) {
      const entryPath = path.join(below, entry.name);
      if (entry.isDirectory() && entry.name === 'node_modules' && isRoot) readModules(entryPath);
      else if (entry.isDirectory()) {
        const inner = readPackage(entryPath, false);
        bytes += inner.bytes;
        files += inner.files;
      } else if (entry.isFile()) {
        bytes += lstatSync(entryPath).size;
        files++;
      }
    }
    return { bytes, files };
  };
  readModules(folder);
  return { packages, other };
}

/** Bytes of all regular files below a folder, each hard-linked file once, as a layer contains them. */
export function bytesBelow(folder) {
  const seen = new Set();
  let bytes = 0;
  const read = (below) => {
    for (const entry of readdirSync(below, { withFileTypes: true })) {
      const entryPath = path.join(below, entry.name);
      if (entry.isDirectory()) read(entryPath);
      else if (entry.isFile()) {
        const { size, ino, nlink } = lstatSync(entryPath);
        if (nlink > 1 && seen.has(ino)) continue;
        seen.add(ino);
        bytes += size;
      }
    }
  };
  if (existsSync(folder)) read(folder);
  return bytes;
}

/** The bytes of archives (by `name@version`) and of descriptions of packages (by name) in a cache of npm. */
export function readCache(folder) {
  const archives = new Map();
  const descriptions = new Map();
  const index = path.join(folder, '_cacache/index-v5');
  const entries = existsSync(index) ? readdirSync(index, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : [];
  for (const { parentPath, name } of entries) {
    for (const line of readFileSync(path.join(parentPath, name), 'utf8').split('\n')) {
      const { key = '', size } = line === '' ? {} : JSON.parse(line.slice(line.indexOf('\t') + 1));
      const inner = decodeURIComponent(key).replace(/^.*?:\/\/[^/]+\//, '');
      const archive = /^(.+)\/-\/(?:[^/]+\/)?[^/]+?-(\d[^/]*)\.tgz$/.exec(inner);
      if (archive) archives.set(`${archive[1]}@${archive[2]}`, size);
      else if (/^(?:@[^/]+\/)?[^/]+$/.test(inner)) descriptions.set(inner, size);
    }
  }
  return { archives, descriptions };
}
