import { inFolderWith } from '../knowledge/folders.ts';
import { baseName, contextPath, depthOf } from '../base/paths.ts';
import { isProjectFile } from '../knowledge/project-files.ts';
import { LazyWork } from '../base/lazy-work.ts';
import { memoize, memoizeWeak } from '../base/memoize.ts';
import type { Work } from '../base/work.ts';
import type { ContextEntry } from './context.ts';
import { entryTreeOf } from './entry-tree.ts';

/** The files that a host must read for a snapshot, in addition to the listing. Paths are context paths, in the order of the listing. */
export interface ContextNeeds {
  /** Files whose text is needed. */
  readonly texts: readonly string[];
  /** Those of `texts` that are requirements files, whatever their name. */
  readonly lists: readonly string[];
  /** Files whose content decides whether ADD unpacks them. */
  readonly archives: readonly string[];
}

/** Limits for large contexts: bytes of a file, folder depth, and number of files. */
export const maxFileBytes = 8_000_000;
const maxDepth = 4;
const maxFiles = 200;
const maxArchives = 50;

/** Configuration files and scripts that a COPY copies by name: `COPY nginx.conf /etc/nginx/nginx.conf`. */
const textFilePattern = /(?:^|\/)[^./]+$|\.(?:cfg|cnf|conf|cron|ini|js|json|mjs|py|sh|toml|ya?ml)$/;
const maxTextBytes = 64_000;

/** Folders of installed or generated files, whose manifests do not belong to the project. */
const isForeign = inFolderWith('versionControl', 'installed', 'vendored', 'generated', 'output', 'cache');

/** The words of a Dockerfile that decide which files of its context are read. */
export interface ContextSources {
  /** The sources of COPY and ADD, with expanded variables. */
  readonly copySources: readonly string[];
  /** The sources of ADD, whose files may be archives. */
  readonly addSources: readonly string[];
  /** Other sources in the build context, which decide only what is listed: of mounts, and of COPY and ADD in ONBUILD. '' is the whole context. */
  readonly otherSources: readonly string[];
  /** Requirements files in commands, as written: paths in the image, so that only their last part is used. */
  readonly lists: readonly string[];
}

/** The sources of a document that does not use the build context. */
export const noContextSources: ContextSources = { copySources: [], addSources: [], otherSources: [], lists: [] };

/**
 * Lists the files to read. `entries`: the listing. A project file that a COPY or ADD refers to literally is read at any depth, as are other
 * small text files.
 */
export function contextNeeds(
  entries: readonly ContextEntry[],
  { copySources, addSources, lists }: Omit<ContextSources, 'otherSources'>,
): ContextNeeds {
  const tree = entryTreeOf(entries);
  const candidates = candidatesOf(entries).now();
  const listFiles = [...new Set(lists.map(baseName))].flatMap(candidates.named);
  const named = [...new Set(copySources.map(contextPath))].flatMap((path) => {
    const entry = tree.entry(path);
    const isText = entry && ((entry.size <= maxTextBytes && textFilePattern.test(path)) || isProjectFile(path));
    return isText && isReadable(entry) ? [entry] : [];
  });
  const found = [...new Set([...candidates.projectFiles, ...named, ...listFiles])];
  const byDepth = found.sort((a, b) => depthOf(a.path) - depthOf(b.path) || (a.path < b.path ? -1 : 1));
  const archives = new Set(addSources.flatMap((source) => tree.matching(contextPath(source))).filter(({ kind }) => kind === 'file'));
  return {
    texts: byDepth.slice(0, maxFiles).map(({ path }) => path),
    lists: listFiles.slice(0, maxFiles).map(({ path }) => path),
    archives: [...archives].slice(0, maxArchives).map(({ path }) => path),
  };
}

/** The entries of a listing that any Dockerfile may need. */
interface Candidates {
  readonly projectFiles: readonly ContextEntry[];
  /** The small files with a name. */
  readonly named: (name: string) => readonly ContextEntry[];
}

/** Many Dockerfiles may share a listing. */
const candidatesOf = memoizeWeak((entries: readonly ContextEntry[]) => new LazyWork(() => findCandidates(entries)));

/** How many names are kept for each listing. */
const mostNames = 100;

/** How many entries are looked at in one step. */
const perStep = 2000;

/** Finds in steps what `contextNeeds` looks for, so that it is fast. */
export function* prepareContextNeeds(entries: readonly ContextEntry[]): Work<void> {
  yield* candidatesOf(entries).inSteps();
}

function* findCandidates(entries: readonly ContextEntry[]): Work<Candidates> {
  const projectFiles: ContextEntry[] = [];
  const small: ContextEntry[] = [];
  for (const [i, entry] of entries.entries()) {
    if (i % perStep === perStep - 1) yield;
    if (!isReadable(entry) || depthOf(entry.path) >= maxDepth || isForeign(entry.path)) continue;
    if (isProjectFile(entry.path)) projectFiles.push(entry);
    if (entry.size <= maxTextBytes) small.push(entry);
  }
  const named = memoize((name: string) => small.filter(({ path }) => path.endsWith(name) && baseName(path) === name), mostNames);
  return { projectFiles, named };
}

function isReadable({ kind, size }: ContextEntry): boolean {
  return kind !== 'directory' && size <= maxFileBytes;
}
