import { liesIn } from '../../../knowledge/folders.ts';
import { baseName, isWithin, parentOf } from '../../../base/paths.ts';
import type { ContextEntry } from '../../../context/context.ts';

/** What no image should be given, and the line of .dockerignore that keeps it away. */
export interface Unwanted {
  readonly entry: ContextEntry;
  readonly pattern: string;
  readonly isSecret: boolean;
}

interface Kind {
  readonly isSecret: boolean;
  readonly fits: (name: string, entry: ContextEntry, has: (path: string) => boolean) => boolean;
  /** The line: by name, wherever it lies, or this very path. */
  readonly line: 'anywhere' | 'path';
}

/** Longer than any key. */
const mostKeyBytes = 20_000;

const kinds: readonly Kind[] = [
  { isSecret: false, line: 'path', fits: (name, { kind, path }) => name === '.git' && kind === 'directory' && path === '.git' },
  { isSecret: false, line: 'anywhere', fits: (name, { kind }) => name === 'node_modules' && kind === 'directory' },
  // A virtual environment holds the paths of the machine that it was made on. https://docs.python.org/3/library/venv.html
  { isSecret: false, line: 'path', fits: (_, { kind, path }, has) => kind === 'directory' && has(`${path}/pyvenv.cfg`) },
  { isSecret: false, line: 'path', fits: (name, { kind, path }, has) => name === 'target' && kind === 'directory' && has(`${path}/CACHEDIR.TAG`) },
  { isSecret: true, line: 'anywhere', fits: (name, { kind }) => kind === 'file' && /^\.env(?:\.local|\..+\.local)?$/.test(name) },
  { isSecret: true, line: 'anywhere', fits: (name, { kind }) => kind === 'file' && /^(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.(?:netrc|pypirc|git-credentials))$/.test(name) },
  { isSecret: true, line: 'anywhere', fits: (name, { kind }) => kind === 'directory' && /^\.(?:ssh|aws)$/.test(name) },
  {
    isSecret: true,
    line: 'path',
    fits: (name, { kind, size }) => kind === 'file' && size < mostKeyBytes && /\.(?:key|ppk)$|^private.*\.pem$|[-_]key\.pem$/i.test(name),
  },
]; // prettier-ignore

/** Keys that everyone may have, and what others have installed. */
const isForeign = liesIn('test', 'testNearby', 'testData', 'example', 'installed', 'vendored');

/** What of these entries no image should be given; of what lies in another one, nothing. `has`: whether a path is there. */
export function unwantedAmong(entries: readonly ContextEntry[], has: (path: string) => boolean): readonly Unwanted[] {
  const found: Unwanted[] = [];
  let folder: string | undefined;
  for (const entry of entries) {
    const { path } = entry;
    if (folder !== undefined && isWithin(folder, path)) continue;
    const name = baseName(path);
    const kind = kinds.find(({ fits }) => fits(name, entry, has));
    if (!kind || (kind.isSecret && isForeign(path.toLowerCase()))) continue;
    if (entry.kind === 'directory') folder = path;
    found.push({ entry, isSecret: kind.isSecret, pattern: kind.line === 'path' || parentOf(path) === '' ? path : `**/${name}` });
  }
  return found;
}
