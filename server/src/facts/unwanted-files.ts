import { LazyWork } from '../base/lazy-work.ts';
import { memoizeWeak } from '../base/memoize.ts';
import { baseName, contextPath, isWithin, parentOf } from '../base/paths.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { ContextEntry, ContextSnapshot } from '../context/context.ts';
import { entryTreeInSteps } from '../context/entry-tree.ts';
import { isGitIgnored } from '../context/git-ignored.ts';
import { hasWildcard } from '../context/glob.ts';
import { inFolderWith } from '../knowledge/folders.ts';
import { isPrivateKey, isSecretFile, isSecretFolder, keysInSsh } from '../knowledge/secret-files.ts';
import type { Work } from '../base/work.ts';
import type { DockerfileModel } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';
import { lookedUpSources } from './context-lookup.ts';
import type { CopyFact } from './copy.ts';
import { factsOf } from './facts.ts';
import { isGitUsed } from './git-used.ts';

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

/** Whether the key is beside its certificate: `server.key`, `server.crt`. A server needs both. */
function hasCertificate(path: string, build: BuildContext): boolean {
  const [, stem] = /^(.*[^/])\.key$/i.exec(path) ?? [];
  return stem !== undefined && ['crt', 'cer', 'cert', 'pem'].some((extension) => build.entry(`${stem}.${extension}`) !== undefined);
}

/** Whether a folder `.ssh` is that of a server, with the public keys of its users only. */
function isPublic(folder: string, has: (path: string) => boolean): boolean {
  return has(`${folder}/authorized_keys`) && !keysInSsh.some((key) => has(`${folder}/${key}`));
}

const kinds: readonly Kind[] = [
  { isSecret: false, scope: 'path', matches: (name, { kind, path }) => name === '.git' && kind === 'directory' && path === '.git' },
  { isSecret: false, scope: 'anywhere', matches: (name, { kind }) => name === 'node_modules' && kind === 'directory' },
  // A virtual environment contains paths of the machine on which it was created. https://docs.python.org/3/library/venv.html
  { isSecret: false, scope: 'path', matches: (_, { kind, path }, has) => kind === 'directory' && has(`${path}/pyvenv.cfg`) },
  { isSecret: false, scope: 'path', matches: (name, { kind, path }, has) => name === 'target' && kind === 'directory' && has(`${path}/CACHEDIR.TAG`) },
  { isSecret: true, scope: 'anywhere', matches: (name, { kind }) => kind === 'file' && isSecretFile(name) },
  { isSecret: true, scope: 'anywhere', matches: (name, { kind, path }, has) => kind === 'directory' && isSecretFolder(name) && !isPublic(path, has) },
  {
    isSecret: true,
    scope: 'path',
    matches: (name, { kind, size }) => kind === 'file' && size < maxKeyBytes && isPrivateKey(name),
  },
]; // prettier-ignore

/** How many entries are looked at in one step. */
const perStep = 1000;

/** Folders of test keys and third-party files. */
const isHarmless = inFolderWith('test', 'testNearby', 'testData', 'example', 'installed', 'vendored');

/**
 * The entries that should not be in an image, without those inside another one of them. In steps, because a context may be large, and memoized, because several Dockerfiles may have the same.
 */
export function unwantedAmong(entries: readonly ContextEntry[]): Work<readonly Unwanted[]> {
  return unwantedFiles(entries).inSteps();
}

const unwantedFiles = memoizeWeak((entries: readonly ContextEntry[]) => new LazyWork(() => findUnwanted(entries)));

function* findUnwanted(entries: readonly ContextEntry[]): Work<readonly Unwanted[]> {
  const tree = yield* entryTreeInSteps(entries);
  const has = (path: string): boolean => tree.entry(path) !== undefined;
  const found: Unwanted[] = [];
  let folder: string | undefined;
  for (const [i, entry] of entries.entries()) {
    if (i % perStep === perStep - 1) yield;
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

/** Whether git keeps the file, so that its content is no secret. False if the project has no .gitignore. */
export function isCommitted(path: string, snapshot: ContextSnapshot): boolean {
  return snapshot.texts.has('.gitignore') && !isGitIgnored(path, snapshot);
}

/**
 * The instruction that copies a parent folder of the path. `explicit` if the Dockerfile names the path itself, or a folder of the context in
 * which a key is beside its certificate: the server in the image is made to use them.
 */
export function copiedBy(path: string, model: DockerfileModel, build: BuildContext): Instruction | 'explicit' | undefined {
  const { text, instructions } = model.tree;
  if (path === '.git' && isGitUsed(text)) return 'explicit';
  const { copyOf } = factsOf(model, build);
  let copied: Instruction | undefined;
  for (const instruction of instructions) {
    const copy = copyOf(instruction);
    for (const { value, start } of (copy && lookedUpSources(copy, build)) ?? []) {
      const source = contextPath(value);
      if (isWithin(path, source) || (source !== '' && isWithin(source, path) && hasCertificate(path, build))) return 'explicit';
      if (hasWildcard(value) || !isWithin(source, path)) continue;
      if (copy && copiesPath(copy, start, path)) copied ??= instruction;
    }
  }
  return copied;
}

/** Whether the source at `start` copies the path, with `--exclude` applied. */
function copiesPath({ sources, flags }: CopyFact, start: number, path: string): boolean {
  if (flags.exclude.length === 0) return true;
  const files = sources.find((source) => source.start === start)?.files ?? [];
  return files.some(({ entry }) => isWithin(path, entry.path));
}

/** The bytes of a file, or of all files below a folder. */
export function sizeOf(path: string, build: BuildContext): number {
  return build.match(path)?.files.reduce((sum, { size }) => sum + size, 0) ?? 0;
}
