import { liesIn } from '../knowledge/folders.ts';
import { baseName, contextPath, depthOf } from '../base/paths.ts';
import { isProjectFile } from '../knowledge/project-files.ts';
import type { ContextEntry } from './context.ts';
import { entryTreeOf } from './entry-tree.ts';

/** What a host must read of a context, besides listing it, before a snapshot can be made. Paths are context paths, in the order of the listing. */
export interface ContextNeeds {
  /** Files whose text counts. */
  readonly texts: readonly string[];
  /** Those of them that are lists of requirements, whatever their name. */
  readonly lists: readonly string[];
  /** Files whose content tells whether ADD unpacks them. */
  readonly archives: readonly string[];
}

/** Limits that keep a huge context from being read whole. */
export const manifestBytes = 8_000_000;
const manifestDepth = 4;
const manifestCount = 200;
const archiveCount = 50;

/** Configuration and scripts that a COPY puts to a place of their own: `COPY nginx.conf /etc/nginx/nginx.conf`. */
const namedText = /(?:^|\/)[^./]+$|\.(?:cfg|cnf|conf|cron|ini|js|json|mjs|py|sh|toml|ya?ml)$/;
const namedBytes = 64_000;

/** Folders of installed or built files, whose manifests are not the project's own. */
const isForeign = liesIn('versionControl', 'installed', 'vendored', 'generated', 'output', 'cache');

/** The words of a Dockerfile that tell which files of its context must be read. */
export interface ContextSources {
  /** The source words of COPY and ADD, variables replaced. */
  readonly copySources: readonly string[];
  /** Those of ADD, whose files may be archives. */
  readonly addSources: readonly string[];
  /** Lists of requirements that commands name, as written: paths in the image, so that their last part alone counts. */
  readonly lists: readonly string[];
}

/** The sources of a document that takes nothing from its build context. */
export const noContextSources: ContextSources = { copySources: [], addSources: [], lists: [] };

/**
 * Which files to read. `entries`: the listing. A project file that a COPY or ADD names outright is read wherever it lies, and so is other
 * text of little size.
 */
export function contextNeeds(entries: readonly ContextEntry[], { copySources, addSources, lists }: ContextSources): ContextNeeds {
  const named = new Set(copySources.map(contextPath));
  const listNames = new Set(lists.map(baseName));
  const isSmall = ({ size }: ContextEntry): boolean => size <= namedBytes;
  const isOurs = ({ path }: ContextEntry): boolean => depthOf(path) < manifestDepth && !isForeign(path);
  const readable = entries.filter(({ kind, size }) => kind !== 'directory' && size <= manifestBytes);
  const listFiles = readable.filter((entry) => listNames.has(baseName(entry.path)) && isSmall(entry) && isOurs(entry));
  const texts = readable.filter(
    (entry) =>
      (named.has(entry.path) && isSmall(entry) && namedText.test(entry.path)) ||
      (isProjectFile(entry.path) && (named.has(entry.path) || isOurs(entry))),
  );
  const byDepth = [...new Set([...texts, ...listFiles])].sort((a, b) => depthOf(a.path) - depthOf(b.path));
  const tree = entryTreeOf(entries);
  const archives = new Set(addSources.flatMap((source) => tree.named(contextPath(source))).filter(({ kind }) => kind === 'file'));
  return {
    texts: byDepth.slice(0, manifestCount).map(({ path }) => path),
    lists: listFiles.slice(0, manifestCount).map(({ path }) => path),
    archives: [...archives].slice(0, archiveCount).map(({ path }) => path),
  };
}
