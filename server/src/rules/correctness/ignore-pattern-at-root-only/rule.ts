import { foldersWith } from '../../../knowledge/folders.ts';
import { baseName, isWithin, parentOf } from '../../../base/paths.ts';
import type { ContextEntry } from '../../../context/context.ts';
import { sumOf } from '../../../context/dockerignore/effects.ts';
import { entryTreeOf } from '../../../context/entry-tree.ts';
import type { EntryTree } from '../../../context/entry-tree.ts';
import { compileGlob } from '../../../context/glob.ts';
import type { IgnorePattern } from '../../../context/dockerignore/patterns.ts';
import { formatBytes } from '../../../base/bytes.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { IgnoreRuleContext } from '../../../linter/rule.ts';

/** Generated files and folders, which authors want to exclude at any depth. */
const generatedNames: ReadonlySet<string> = new Set([
  ...foldersWith('versionControl', 'installed', 'cache'),
  ...'.DS_Store Thumbs.db *.pyc *.pyo *.py[cod] *.class *.o *.swp'.split(' '),
]);

/** Names that are excluded wherever they are, even if nothing at the root matches yet. Other names of build output can also be sources. */
const excludedNames: ReadonlySet<string> = new Set([...generatedNames, ...foldersWith('generated', 'temporary', 'report'), 'dist', 'obj']);

export const rule = defineRule({
  id: 'ignore-pattern-at-root-only',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A .dockerignore pattern only matches at the root of the context, but the files are in subfolders.',
  messages: {
    'in-subfolders':
      '"{pattern}" only matches at the root of the build context, and nothing there matches. "{path}" and similar ({size}) are sent to the builder.',
    'also-in-subfolders':
      '"{pattern}" only matches at the root of the build context. "{path}" and similar ({size}) are still sent to the builder.',
    anywhere: 'Match in any folder: **/{pattern}',
  },
  on: {
    *ignoreFile(context) {
      for (const pattern of context.file.patterns) {
        yield;
        if (!pattern.negated) reportBelow(pattern, context);
      }
    },
  },
});

function reportBelow(
  pattern: IgnorePattern,
  { build, file, report }: IgnoreRuleContext<'in-subfolders' | 'also-in-subfolders' | 'anywhere'>,
): void {
  const { cleaned, start, end, text } = pattern;
  const { snapshot } = build;
  if (snapshot.state !== 'known' || cleaned.includes('/') || !isExcludedAnywhere(cleaned) || isAtRootOnPurpose(text)) return;
  const matches = compileGlob(cleaned);
  if (!matches) return;
  const named = snapshot.value.entries.filter(({ path }) => matches(baseName(path)));
  const atRoot = named.some(({ path }) => parentOf(path) === '');
  const tree = entryTreeOf(snapshot.value.entries);
  const below = topmost(named.filter(({ path }) => parentOf(path) !== '' && !build.ignoredBy(path))).filter(
    (entry) => !isKeptEmpty(entry, tree),
  );
  if (below.length === 0 || (atRoot && !generatedNames.has(cleaned)) || areReincluded(below, file.patterns)) return;
  const { bytes } = sumOf(below.flatMap((entry) => (entry.kind === 'directory' ? tree.below(entry.path) : [entry])));
  report({
    at: { start, end },
    message: atRoot ? 'also-in-subfolders' : 'in-subfolders',
    data: { pattern: cleaned, path: below[0]!.path, size: formatBytes(bytes) },
    fixes: [{ title: 'anywhere', data: { pattern: cleaned }, level: 'suggestion', edits: [{ start, end: start, newText: '**/' }] }],
  });
}

/** Whether a folder only has files that keep it in the repository: `.gitkeep`. */
function isKeptEmpty({ path, kind }: ContextEntry, tree: EntryTree): boolean {
  return (
    kind === 'directory' && tree.below(path).every((entry) => entry.kind === 'directory' || /^\.?(?:git)?keep$/.test(baseName(entry.path)))
  );
}

/** `/data`, `./data`: the author names the root. */
function isAtRootOnPurpose(text: string): boolean {
  return /^(?:\.?[/\\])+/.test(text);
}

/** Whether authors want to exclude the name at any depth: generated files and folders, files of a kind (`*.log`) and `.env`. */
function isExcludedAnywhere(name: string): boolean {
  return excludedNames.has(name) || /^\*\.\w|^\.env/.test(name);
}

/** The entries that are not inside another one. The listing has folders before their contents. */
function topmost(entries: readonly ContextEntry[]): readonly ContextEntry[] {
  let folder: string | undefined;
  return entries.filter(({ path, kind }) => {
    if (folder !== undefined && isWithin(folder, path)) return false;
    if (kind === 'directory') folder = path;
    return true;
  });
}

/** Whether the file re-includes all of these paths explicitly. */
function areReincluded(below: readonly ContextEntry[], patterns: readonly IgnorePattern[]): boolean {
  const included = new Set(patterns.filter(({ negated }) => negated).map(({ cleaned }) => cleaned));
  return below.every(({ path }) => included.has(path));
}
