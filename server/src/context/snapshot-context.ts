import { cleanPath, contextPath, isWithin } from '../base/paths.ts';
import { LazyWork } from '../base/lazy-work.ts';
import { memoize, memoizeWeak } from '../base/memoize.ts';
import { inOneStep } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import type { BuildContext, IgnoredBy, MatchOptions, SourceMatch, EntryFiles } from './build-context.ts';
import type { External } from '../base/external.ts';
import type { ContextEntry, ContextSnapshot } from './context.ts';
import { createIgnoreMatcher } from './dockerignore/matcher.ts';
import { readIgnoreFile } from './dockerignore/patterns.ts';
import type { IgnorePattern } from './dockerignore/patterns.ts';
import { entryTreeOf, innerPath } from './entry-tree.ts';
import type { EntryTree } from './entry-tree.ts';
import { hasWildcard } from './glob.ts';
import { excludesWholly, needsContents } from './unread.ts';
import type { ExcludesWholly } from './unread.ts';

/** Creates the interface to a build context for rules, sizes and services. While the context is unknown, every method returns undefined. */
export function createBuildContext(external: External<ContextSnapshot>): BuildContext {
  if (external.state === 'known') return new SnapshotContext(external, external.value);
  const unknown = (): undefined => undefined;
  const matchInSteps = (): Work<undefined> => inOneStep(undefined);
  return { snapshot: external, ignoredBy: unknown, match: unknown, matchInSteps, entry: unknown, has: unknown, text: unknown };
}

/** A build context for features that only need the Dockerfile. */
export const unknownContext: BuildContext = createBuildContext({ state: 'pending' });

/** The build context of one snapshot. */
class SnapshotContext implements BuildContext {
  readonly snapshot: External<ContextSnapshot>;
  private readonly value: ContextSnapshot;
  private readonly files: FilteredFiles;

  constructor(snapshot: External<ContextSnapshot>, value: ContextSnapshot) {
    this.snapshot = snapshot;
    this.value = value;
    this.files = filteredFilesOf(value.entries)(value.ignore?.text ?? '');
  }

  ignoredBy(path: string): IgnoredBy | undefined {
    const decided = this.files.decide(contextPath(path));
    return decided && !decided.negated ? { pattern: decided.text, line: decided.line } : undefined;
  }

  match(source: string, options: MatchOptions = {}): SourceMatch | undefined {
    return this.files.match(source, options).now();
  }

  matchInSteps(source: string, options: MatchOptions = {}): Work<SourceMatch | undefined> {
    return this.files.match(source, options).inSteps();
  }

  entry(path: string): ContextEntry | undefined {
    return this.tree.entry(contextPath(path));
  }

  has(path: string): boolean | undefined {
    const entry = this.entry(path);
    if (!entry) return this.value.truncated || this.files.mayContain(contextPath(path)) ? undefined : false;
    return this.files.isIncluded(entry);
  }

  text(path: string): string | undefined {
    const at = contextPath(path);
    return this.ignoredBy(at) ? undefined : this.value.texts.get(at);
  }

  private get tree(): EntryTree {
    return entryTreeOf(this.value.entries);
  }
}

/** How many ignore files are kept per listing: several Dockerfiles may have one of their own. */
const mostIgnoreFiles = 8;

/** The files of a listing after an ignore file. Many Dockerfiles with the same context share them. */
const filteredFilesOf = memoizeWeak((entries: readonly ContextEntry[]) =>
  memoize((ignoreText: string) => new FilteredFiles(entryTreeOf(entries), ignoreText), mostIgnoreFiles),
);

/** How many files are looked at in one step. */
const perStep = 1000;

/** How many matches are kept. */
const mostMatches = 5000;

/** The matches of each source are computed on first use and memoized. */
class FilteredFiles {
  readonly decide: (path: string) => IgnorePattern | undefined;
  private readonly tree: EntryTree;
  /** Whether some pattern includes what another excludes. */
  private readonly hasExceptions: boolean;
  private readonly isWhollyExcluded: ExcludesWholly;
  private readonly matches = memoize(
    (_key: string, source: string, options: MatchOptions) => new LazyWork(() => this.findMatch(source, options)),
    mostMatches,
  );

  constructor(tree: EntryTree, ignoreText: string) {
    const { patterns } = readIgnoreFile(ignoreText);
    this.tree = tree;
    this.isWhollyExcluded = excludesWholly(ignoreText);
    this.decide = createIgnoreMatcher(patterns);
    this.hasExceptions = patterns.some(({ negated }) => negated);
  }

  /** Undefined if it depends on the contents of an unread folder. */
  match(source: string, options: MatchOptions): LazyWork<SourceMatch | undefined> {
    const key = JSON.stringify([source, options.exclude ?? [], options.parents ?? false]);
    return this.matches(key, source, options);
  }

  /** Whether .dockerignore excludes the path of an entry itself. */
  private isExcluded({ path }: ContextEntry): boolean {
    return this.decide(path)?.negated === false;
  }

  /** Whether a source is a symbolic link to a file that is excluded. */
  private isLinkToExcluded(file: ContextEntry, source: ContextEntry): boolean {
    return file === source && this.decide(this.tree.resolveLinks(file.path))?.negated === false;
  }

  /** Whether any part of the entry is in the build context: an excluded folder can contain files that a later pattern includes. */
  isIncluded(entry: ContextEntry): boolean {
    if (!this.isExcluded(entry)) return true;
    return this.hasExceptions && entry.kind === 'directory' && this.tree.below(entry.path).some((below) => !this.isExcluded(below));
  }

  /** Whether a path may be in the build context although it is not listed. */
  mayContain(path: string): boolean {
    return this.tree.isUnread(path) && this.tree.unread.some((folder) => isWithin(folder, path) && !this.isWhollyExcluded(folder));
  }

  private *findMatch(source: string, { exclude, parents = false }: MatchOptions): Work<SourceMatch | undefined> {
    const resolved = hasWildcard(source) ? source : this.tree.resolveLinks(contextPath(source));
    const isNeeded = (folder: string): boolean => [source, resolved].some((path) => needsContents(path, folder, this.isWhollyExcluded));
    if (this.tree.unread.some(isNeeded)) return undefined;
    const named = parents ? entriesOfParentsSource(this.tree, source) : entriesOfSource(this.tree, contextPath(source));
    const excluded = compileExclude(exclude);
    const byEntry: EntryFiles[] = [];
    let seen = 0;
    for (const { from, entry } of named) {
      const files: ContextEntry[] = [];
      for (const file of entry.kind === 'directory' ? this.tree.below(entry.path) : [entry]) {
        if (++seen % perStep === 0) yield;
        if (
          file.kind !== 'directory' &&
          !this.isExcluded(file) &&
          !this.isLinkToExcluded(file, from) &&
          excluded?.(innerPath(from, file)) !== true
        )
          files.push(file);
      }
      byEntry.push({ from, files });
    }
    yield;
    const entries = named.map(({ entry }) => entry);
    return {
      files: byEntry.flatMap(({ files }) => files),
      byEntry,
      isDirectory: entries.length === 1 && entries[0]!.kind === 'directory',
      hidden: entries.filter((entry) => !this.isIncluded(entry)),
      exists: entries.length > 0,
    };
  }
}

/** An entry that matches a source, and the folder or file that its path in the image is relative to. */
interface MatchedEntry {
  readonly from: ContextEntry;
  readonly entry: ContextEntry;
}

/**
 * A file is copied with its name, a folder with its contents. A symbolic link that a source names is followed: its target is copied with
 * the name of the link. Links that a folder contains are copied as links.
 */
function entriesOfSource(tree: EntryTree, source: string): readonly MatchedEntry[] {
  const paths = hasWildcard(source) ? tree.matching(source).map(({ path }) => path) : [source];
  return paths.flatMap((path) => {
    const target = tree.entry(tree.resolveLinks(path));
    if (!target) return [];
    const entry = target.kind === 'file' && target.path !== path ? { ...target, path } : target;
    return [{ from: entry, entry }];
  });
}

/**
 * The entries that match a source of COPY --parents. BuildKit splits it at the first `/./`, and matches the rest like .dockerignore
 * patterns in the folders that match the first part (dispatchCopy of dockerfile2llb/convert_copy.go).
 */
function entriesOfParentsSource(tree: EntryTree, source: string): readonly MatchedEntry[] {
  const pivot = source.indexOf('/./');
  const roots = tree.matching(pivot < 0 ? '' : contextPath(source.slice(0, pivot)));
  const pattern = contextPath(pivot < 0 ? source : source.slice(pivot + 3));
  if (!hasWildcard(pattern)) {
    return roots.flatMap((from) => {
      const entry = tree.entry(contextPath(`${from.path}/${pattern}`));
      return entry ? [{ from, entry }] : [];
    });
  }
  const fits = createIgnoreMatcher(readIgnoreFile(pattern).patterns);
  return roots.flatMap((from) => {
    const found: MatchedEntry[] = [];
    const open = [from];
    for (let folder = open.pop(); folder; folder = open.pop()) {
      for (const entry of tree.children(folder.path)) {
        if (fits(innerPath(from, entry))?.negated === false) found.push({ from, entry });
        else if (entry.kind === 'directory') open.push(entry);
      }
    }
    return found;
  });
}

/**
 * Compiles `--exclude` of COPY and ADD: patterns as in .dockerignore, relative to the copied folder. Returns undefined if there are none.
 */
function compileExclude(patterns: readonly string[] = []): ((path: string) => boolean) | undefined {
  if (patterns.length === 0) return undefined;
  const decide = createIgnoreMatcher(readIgnoreFile(patterns.map(cleanPath).join('\n')).patterns);
  return (path) => decide(path)?.negated === false;
}
