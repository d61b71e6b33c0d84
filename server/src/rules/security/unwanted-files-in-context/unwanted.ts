import { inFolderWith } from '../../../knowledge/folders.ts';
import { baseName, isWithin, parentOf } from '../../../base/paths.ts';
import type { ContextEntry } from '../../../context/context.ts';

/** A file or folder that should not be in an image, and the .dockerignore pattern that excludes it. */
export interface Unwanted {
  readonly entry: ContextEntry;
  readonly pattern: string;
  readonly isSecret: boolean;
}

interface Kind {
  readonly isSecret: boolean;
  readonly matches: (name: string, entry: ContextEntry, has: (path: string) => boolean) => boolean;
  /** The pattern: the name in any folder, or this path only. */
  readonly scope: 'anywhere' | 'path';
}

/** Larger than any key. */
const maxKeyBytes = 20_000;

const kinds: readonly Kind[] = [
  { isSecret: false, scope: 'path', matches: (name, { kind, path }) => name === '.git' && kind === 'directory' && path === '.git' },
  { isSecret: false, scope: 'anywhere', matches: (name, { kind }) => name === 'node_modules' && kind === 'directory' },
  // A virtual environment contains paths of the machine on which it was created. https://docs.python.org/3/library/venv.html
  { isSecret: false, scope: 'path', matches: (_, { kind, path }, has) => kind === 'directory' && has(`${path}/pyvenv.cfg`) },
  { isSecret: false, scope: 'path', matches: (name, { kind, path }, has) => name === 'target' && kind === 'directory' && has(`${path}/CACHEDIR.TAG`) },
  { isSecret: true, scope: 'anywhere', matches: (name, { kind }) => kind === 'file' && /^\.env(?:\.local|\..+\.local)?$/.test(name) },
  { isSecret: true, scope: 'anywhere', matches: (name, { kind }) => kind === 'file' && /^(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.(?:netrc|pypirc|git-credentials))$/.test(name) },
  { isSecret: true, scope: 'anywhere', matches: (name, { kind }) => kind === 'directory' && /^\.(?:ssh|aws)$/.test(name) },
  {
    isSecret: true,
    scope: 'path',
    matches: (name, { kind, size }) => kind === 'file' && size < maxKeyBytes && /\.(?:key|ppk)$|^private.*\.pem$|[-_]key\.pem$/i.test(name),
  },
]; // prettier-ignore

/** Folders of test keys and third-party files. */
const isHarmless = inFolderWith('test', 'testNearby', 'testData', 'example', 'installed', 'vendored');

/**
 * The entries that should not be in an image, without those inside another one of them.
 *
 * @param has Tells whether a path exists.
 */
export function unwantedAmong(entries: readonly ContextEntry[], has: (path: string) => boolean): readonly Unwanted[] {
  const found: Unwanted[] = [];
  let folder: string | undefined;
  for (const entry of entries) {
    const { path } = entry;
    if (folder !== undefined && isWithin(folder, path)) continue;
    const name = baseName(path);
    const kind = kinds.find(({ matches }) => matches(name, entry, has));
    if (!kind || (kind.isSecret && isHarmless(path.toLowerCase()))) continue;
    if (entry.kind === 'directory') folder = path;
    found.push({ entry, isSecret: kind.isSecret, pattern: kind.scope === 'path' || parentOf(path) === '' ? path : `**/${name}` });
  }
  return found;
}
