import { baseName, contextPath, foldersAbove, joinPath, parentOf, pathBelow } from '../base/paths.ts';
import type { ContextEntry } from './context.ts';
import { compileGlob, hasWildcard } from './glob.ts';
import { LazyWork } from '../base/lazy-work.ts';
import { memoizeWeak } from '../base/memoize.ts';
import type { Work } from '../base/work.ts';

/** The tree of a listing, memoized by listing, which many documents and versions can share. */
export function entryTreeOf(entries: readonly ContextEntry[]): EntryTree {
  return trees(entries).now();
}

/** As `entryTreeOf`, in steps. */
export function entryTreeInSteps(entries: readonly ContextEntry[]): Work<EntryTree> {
  return trees(entries).inSteps();
}

const trees = memoizeWeak((entries: readonly ContextEntry[]) => new LazyWork(() => EntryTree.inSteps(entries)));

/** How many entries are added in one step. */
const perStep = 2000;

/** As in Linux (path_resolution(7)): more links are a cycle. */
const mostLinks = 40;

/** The entries of a build context by path and by folder. Paths are context paths, '' is the root. */
export class EntryTree {
  private readonly byPath = new Map<string, ContextEntry>([['', { path: '', kind: 'directory', size: 0 }]]);
  private readonly byFolder = new Map<string, ContextEntry[]>();
  private readonly unreadFolders: string[] = [];

  constructor(entries: readonly ContextEntry[]) {
    for (const entry of entries) this.add(entry);
  }

  static *inSteps(entries: readonly ContextEntry[]): Work<EntryTree> {
    const tree = new EntryTree([]);
    for (const [i, entry] of entries.entries()) {
      tree.add(entry);
      if (i % perStep === perStep - 1) yield;
    }
    return tree;
  }

  entry(path: string): ContextEntry | undefined {
    return this.byPath.get(path);
  }

  /** The folders whose contents were not listed. */
  get unread(): readonly string[] {
    return this.unreadFolders;
  }

  /** Whether a path is in a folder whose contents were not listed, so that it may exist. */
  isUnread(path: string): boolean {
    return foldersAbove(path).some((folder) => this.byPath.get(folder)?.isUnread);
  }

  /** The entries directly in a folder. */
  children(folder: string): readonly ContextEntry[] {
    return this.byFolder.get(folder) ?? [];
  }

  /** All entries below a folder at any depth, including folders, each folder before its contents. */
  below(folder: string): ContextEntry[] {
    const found: ContextEntry[] = [];
    const open = [folder];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const entry of this.byFolder.get(next) ?? []) {
        found.push(entry);
        if (entry.kind === 'directory') open.push(entry.path);
      }
    }
    return found;
  }

  /**
   * The entries that match a COPY source: at most one for a path, any number for a glob. A glob is matched part by part, because `*` and
   * `?` do not match slashes. With `deep`, `**` matches any number of folders, as in the workspaces of a manifest; otherwise it is the same
   * as `*`.
   */
  matching(source: string, deep = false): readonly ContextEntry[] {
    const parts = source.split('/').filter((part) => part !== '');
    const literal = parts.findIndex(hasWildcard);
    const base = literal < 0 ? parts : parts.slice(0, literal);
    const start = this.byPath.get(base.join('/'));
    if (!start) return [];
    let found = new Set([start]);
    for (const part of literal < 0 ? [] : parts.slice(literal)) {
      found = new Set(deep && part === '**' ? [...found].flatMap((entry) => this.folders(entry)) : this.step(found, part));
    }
    return [...found];
  }

  /**
   * The path after following the symbolic links in it, including its last part. Like the builder, links cannot leave the root: `..` stops
   * there, and absolute links start there. Parts after a missing entry stay as they are.
   */
  resolveLinks(path: string): string {
    let open = path.split('/').filter((part) => part !== '');
    let at = '';
    for (let links = 0; open.length > 0 && links <= mostLinks;) {
      const [part, ...rest] = open;
      const next = contextPath(joinPath(at, part!));
      const linkTo = this.byPath.get(next)?.linkTo;
      if (linkTo === undefined) [at, open] = [next, rest];
      else {
        links++;
        [at, open] = [linkTo.startsWith('/') ? '' : at, [...linkTo.split('/').filter((each) => each !== ''), ...rest]];
      }
    }
    return at;
  }

  private *step(from: Iterable<ContextEntry>, part: string): Generator<ContextEntry> {
    const fits = compileGlob(part);
    if (!fits) return;
    for (const folder of from) {
      const nameAt = folder.path === '' ? 0 : folder.path.length + 1;
      for (const entry of this.byFolder.get(folder.path) ?? []) if (fits(entry.path.slice(nameAt))) yield entry;
    }
  }

  private folders(from: ContextEntry): ContextEntry[] {
    return [from, ...this.below(from.path).filter(({ kind }) => kind === 'directory')];
  }

  /** A listing may omit a folder whose contents it includes. */
  private add(entry: ContextEntry): void {
    if (this.byPath.has(entry.path)) return;
    this.byPath.set(entry.path, entry);
    if (entry.isUnread) this.unreadFolders.push(entry.path);
    const folder = parentOf(entry.path);
    this.add({ path: folder, kind: 'directory', size: 0 });
    const siblings = this.byFolder.get(folder);
    if (siblings) siblings.push(entry);
    else this.byFolder.set(folder, [entry]);
  }
}

/** The path of an entry relative to a folder of the context; for the entry itself, its name. */
export function innerPath(from: ContextEntry, { path }: ContextEntry): string {
  return (from.kind === 'directory' ? pathBelow(from.path, path) : undefined) ?? baseName(path);
}
