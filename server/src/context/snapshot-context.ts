import { baseName, cleanPath, contextPath, pathBelow } from '../base/paths.ts';
import { memoize } from '../base/memoize.ts';
import type { BuildContext, IgnoredBy, MatchOptions, SourceMatch } from './build-context.ts';
import type { External } from '../base/external.ts';
import type { ContextEntry, ContextSnapshot } from './context.ts';
import { createIgnoreMatcher } from './dockerignore/matcher.ts';
import { readIgnoreFile } from './dockerignore/patterns.ts';
import type { IgnorePattern } from './dockerignore/patterns.ts';
import { entryTreeOf } from './entry-tree.ts';
import type { EntryTree } from './entry-tree.ts';

/** The view of a build context that rules, sizes and services ask. While the context is not known, every answer is undefined. */
export function createBuildContext(external: External<ContextSnapshot>): BuildContext {
  if (external.state === 'known') return new SnapshotContext(external, external.value);
  const unknown = (): undefined => undefined;
  return { snapshot: external, ignoredBy: unknown, match: unknown, entry: unknown, has: unknown, text: unknown };
}

/** Answers from one snapshot; the folders' fate and each source's files are computed on first use and remembered. */
class SnapshotContext implements BuildContext {
  readonly snapshot: External<ContextSnapshot>;
  private readonly value: ContextSnapshot;
  private readonly decide: (path: string) => IgnorePattern | undefined;
  /** Some pattern takes back in what another leaves out. */
  private readonly takesBack: boolean;
  private readonly matches = memoize((_key: string, source: string, options: MatchOptions) => this.findMatch(contextPath(source), options));

  constructor(snapshot: External<ContextSnapshot>, value: ContextSnapshot) {
    this.snapshot = snapshot;
    this.value = value;
    const { patterns } = readIgnoreFile(value.ignore?.text ?? '');
    this.decide = createIgnoreMatcher(patterns);
    this.takesBack = patterns.some(({ negated }) => negated);
  }

  ignoredBy(path: string): IgnoredBy | undefined {
    const decided = this.decide(contextPath(path));
    return decided && !decided.negated ? { pattern: decided.text, line: decided.line } : undefined;
  }

  match(source: string, options: MatchOptions = {}): SourceMatch {
    const key = JSON.stringify([source, options.exclude ?? [], options.parents ?? false]);
    return this.matches(key, source, options);
  }

  entry(path: string): ContextEntry | undefined {
    return this.tree.entry(contextPath(path));
  }

  has(path: string): boolean | undefined {
    const entry = this.entry(path);
    if (!entry) return this.value.truncated ? undefined : false;
    return this.lets(entry);
  }

  text(path: string): string | undefined {
    const at = contextPath(path);
    return this.ignoredBy(at) ? undefined : this.value.texts.get(at);
  }

  private get tree(): EntryTree {
    return entryTreeOf(this.value.entries);
  }

  /** Whether the path of an entry itself is left out. */
  private leavesOut({ path }: ContextEntry): boolean {
    return this.decide(path)?.negated === false;
  }

  /** Whether anything of the entry reaches the builder: a folder that is left out may hold files that are taken back in. */
  private lets(entry: ContextEntry): boolean {
    if (!this.leavesOut(entry)) return true;
    return this.takesBack && entry.kind === 'directory' && this.tree.below(entry.path).some((below) => !this.leavesOut(below));
  }

  private findMatch(source: string, options: MatchOptions): SourceMatch {
    const named = this.tree.named(source, options.parents ?? false);
    const excluded = excludeTest(options.exclude);
    const files = named.flatMap((entry): readonly ContextEntry[] => {
      if (entry.kind !== 'directory') return excluded?.(baseName(entry.path)) ? [] : [entry];
      const below = this.tree.below(entry.path);
      return excluded ? below.filter(({ path }) => !excluded(pathBelow(entry.path, path) ?? path)) : below;
    });
    return {
      files: files.filter((entry) => entry.kind !== 'directory' && !this.leavesOut(entry)),
      isDirectory: named.length === 1 && named[0]!.kind === 'directory',
      hidden: named.filter((entry) => !this.lets(entry)),
      exists: named.length > 0,
    };
  }
}

/** `--exclude` of COPY and ADD: patterns as in .dockerignore, seen from the folder that is copied. Undefined where there are none. */
function excludeTest(patterns: readonly string[] = []): ((path: string) => boolean) | undefined {
  if (patterns.length === 0) return undefined;
  const decide = createIgnoreMatcher(readIgnoreFile(patterns.map(cleanPath).join('\n')).patterns);
  return (path) => decide(path)?.negated === false;
}
