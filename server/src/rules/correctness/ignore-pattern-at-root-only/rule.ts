import { foldersWith } from '../../../knowledge/folders.ts';
import { baseName, isWithin, parentOf } from '../../../base/paths.ts';
import type { ContextEntry } from '../../../context/context.ts';
import { compileGlob } from '../../../context/glob.ts';
import type { IgnorePattern } from '../../../context/dockerignore/patterns.ts';
import { formatBytes } from '../../../base/bytes.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { IgnoreRuleContext } from '../../../linter/rule.ts';

/** What is never written by hand, at whatever depth: git's .gitignore means all of them by the name alone. */
const junk: ReadonlySet<string> = new Set([
  ...foldersWith('versionControl', 'installed', 'cache'),
  ...'.DS_Store Thumbs.db *.pyc *.pyo *.py[cod] *.class *.o *.swp'.split(' '),
]);

export const rule = defineRule({
  id: 'ignore-pattern-at-root-only',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  summary: 'A .dockerignore pattern only matches at the root of the context, but the files are in subfolders.',
  messages: {
    below:
      '"{pattern}" only matches at the root of the build context, and nothing there matches. "{path}" and similar ({size}) are sent to the builder.',
    'below-too': '"{pattern}" only matches at the root of the build context. "{path}" and similar ({size}) are still sent to the builder.',
    anywhere: 'Match in any folder: **/{pattern}',
  },
  on: {
    ignoreFile(context) {
      for (const pattern of context.file.patterns) if (!pattern.negated) reportBelow(pattern, context);
    },
  },
});

function reportBelow(pattern: IgnorePattern, { build, file, report }: IgnoreRuleContext<'below' | 'below-too' | 'anywhere'>): void {
  const { cleaned, start, end, text } = pattern;
  const { snapshot } = build;
  const fits = cleaned.includes('/') || /^\*+$/.test(cleaned) || text.startsWith('/') ? undefined : compileGlob(cleaned);
  if (snapshot.state !== 'known' || !fits) return;
  const named = snapshot.value.entries.filter(({ path }) => fits(baseName(path)));
  const atRoot = named.some(({ path }) => parentOf(path) === '');
  const below = topmost(named.filter(({ path }) => parentOf(path) !== '' && !build.ignoredBy(path)));
  if (below.length === 0 || (atRoot && !junk.has(cleaned)) || isTakenBack(below, file.patterns)) return;
  const bytes = below.reduce((sum, entry) => sum + sizeOf(entry, snapshot.value.entries), 0);
  report({
    at: { start, end },
    message: atRoot ? 'below-too' : 'below',
    data: { pattern: cleaned, path: below[0]!.path, size: formatBytes(bytes) },
    fixes: [{ title: 'anywhere', data: { pattern: cleaned }, level: 'suggestion', edits: [{ start, end: start, newText: '**/' }] }],
  });
}

/** Those that lie in none of the others; in the order of the listing, which has folders before what is in them. */
function topmost(entries: readonly ContextEntry[]): readonly ContextEntry[] {
  let folder: string | undefined;
  return entries.filter(({ path, kind }) => {
    if (folder !== undefined && isWithin(folder, path)) return false;
    if (kind === 'directory') folder = path;
    return true;
  });
}

/** A file that takes all of them back in by name wants them. */
function isTakenBack(below: readonly ContextEntry[], patterns: readonly IgnorePattern[]): boolean {
  const wanted = new Set(patterns.filter(({ negated }) => negated).map(({ cleaned }) => cleaned));
  return below.every(({ path }) => wanted.has(path));
}

function sizeOf({ path, kind, size }: ContextEntry, entries: readonly ContextEntry[]): number {
  if (kind !== 'directory') return size;
  return entries.reduce((sum, entry) => (isWithin(path, entry.path) ? sum + entry.size : sum), 0);
}
