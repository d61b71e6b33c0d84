import { finish } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';
import type { ContextEntry } from '../context.ts';
import type { EntryTree } from '../entry-tree.ts';
import { createIgnoreMatcher } from './matcher.ts';
import type { IgnoreFile, IgnorePattern } from './patterns.ts';

/** A file that a line includes or excludes, or a folder with all its contents. */
export interface DecidedEntry {
  readonly path: string;
  readonly kind: ContextEntry['kind'];
  /** The number of files, including symbolic links. */
  readonly files: number;
  readonly bytes: number;
}

/** The files and folders that a line includes or excludes. */
export interface PatternEffect {
  readonly files: number;
  readonly bytes: number;
  readonly decided: readonly DecidedEntry[];
}

/** The effect of an ignore file on a build context. */
export interface IgnoreEffects {
  /** The effect of each pattern, in file order. */
  readonly patterns: ReadonlyMap<IgnorePattern, PatternEffect>;
  /** The files that are sent to the builder. */
  readonly sent: { readonly files: number; readonly bytes: number };
}

/**
 * Computes which line includes or excludes which files. A folder that is excluded, and in which no later line includes anything, counts as
 * a whole: the builder does not read it, and later lines about its contents have no effect.
 */
export function ignoreEffects(file: IgnoreFile, tree: EntryTree): IgnoreEffects {
  return finish(ignoreEffectsInSteps(file, tree));
}

/** How many entries are decided about in one step. */
const perStep = 1000;

/** As `ignoreEffects`, in steps. */
export function* ignoreEffectsInSteps({ patterns }: IgnoreFile, tree: EntryTree): Work<IgnoreEffects> {
  const decide = createIgnoreMatcher(patterns);
  const order = new Map(patterns.map((pattern, i) => [pattern, i]));
  const lastException = patterns.findLastIndex(({ negated }) => negated);
  const decided = new Map<IgnorePattern, DecidedEntry[]>(patterns.map((pattern) => [pattern, []]));
  const sent = { files: 0, bytes: 0 };
  const open = [''];
  let seen = 0;
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of tree.children(folder)) {
      if (++seen % perStep === 0) yield;
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

/** The total files and bytes of these entries. */
export function sumOf(entries: readonly ContextEntry[]): { readonly files: number; readonly bytes: number } {
  const sum = { files: 0, bytes: 0 };
  for (const { kind, size } of entries) if (kind !== 'directory') add(sum, { files: 1, bytes: size });
  return sum;
}

function effectOf(decided: readonly DecidedEntry[]): PatternEffect {
  const sum = { files: 0, bytes: 0 };
  for (const each of decided) add(sum, each);
  return { ...sum, decided };
}

function add(sum: { files: number; bytes: number }, { files, bytes }: { readonly files: number; readonly bytes: number }): void {
  sum.files += files;
  sum.bytes += bytes;
}
