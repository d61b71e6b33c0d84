import type { ContextEntry } from '../context.ts';
import type { EntryTree } from '../entry-tree.ts';
import { createIgnoreMatcher } from './matcher.ts';
import type { IgnoreFile, IgnorePattern } from './patterns.ts';

/** A file whose fate a line decides, or a folder with all that is in it. */
export interface Decided {
  readonly path: string;
  readonly kind: ContextEntry['kind'];
  /** Links count as files. */
  readonly files: number;
  readonly bytes: number;
}

/** Of what a line decides. */
export interface PatternEffect {
  readonly files: number;
  readonly bytes: number;
  readonly decided: readonly Decided[];
}

/** What an ignore file makes of a build context. */
export interface IgnoreEffects {
  /** Of each pattern, in the order of the file. */
  readonly patterns: ReadonlyMap<IgnorePattern, PatternEffect>;
  /** What reaches the builder. */
  readonly sent: { readonly files: number; readonly bytes: number };
}

/**
 * Which line decides of which files. A folder that is left out, and of which no later line takes anything back in, counts as a whole: the
 * builder does not look into it, and later lines about what is in it decide of nothing.
 */
export function ignoreEffects({ patterns }: IgnoreFile, tree: EntryTree): IgnoreEffects {
  const decide = createIgnoreMatcher(patterns);
  const order = new Map(patterns.map((pattern, i) => [pattern, i]));
  const lastException = patterns.findLastIndex(({ negated }) => negated);
  const decided = new Map<IgnorePattern, Decided[]>(patterns.map((pattern) => [pattern, []]));
  const sent = { files: 0, bytes: 0 };
  const open = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of tree.children(folder)) {
      const by = decide(entry.path);
      const isFolder = entry.kind === 'directory';
      const isWhole = isFolder && by !== undefined && !by.negated && order.get(by)! > lastException;
      if (isFolder && !isWhole) open.push(entry.path);
      else {
        const sum = isFolder ? sumOf(tree.below(entry.path)) : { files: 1, bytes: entry.size };
        if (by) decided.get(by)!.push({ path: entry.path, kind: entry.kind, ...sum });
        if (!by || by.negated) add(sent, sum);
      }
    }
  }
  const effects = [...decided].map(([pattern, list]) => [pattern, effectOf(list)] as const);
  return { patterns: new Map(effects), sent };
}

/** Files and bytes of these entries together. */
export function sumOf(entries: readonly ContextEntry[]): { readonly files: number; readonly bytes: number } {
  const sum = { files: 0, bytes: 0 };
  for (const { kind, size } of entries) if (kind !== 'directory') add(sum, { files: 1, bytes: size });
  return sum;
}

function effectOf(decided: readonly Decided[]): PatternEffect {
  const sum = { files: 0, bytes: 0 };
  for (const each of decided) add(sum, each);
  return { ...sum, decided };
}

function add(sum: { files: number; bytes: number }, { files, bytes }: { readonly files: number; readonly bytes: number }): void {
  sum.files += files;
  sum.bytes += bytes;
}
