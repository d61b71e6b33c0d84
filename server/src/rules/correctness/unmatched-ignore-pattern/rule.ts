import { baseName, parentOf } from '../../../base/paths.ts';
import type { ContextSnapshot } from '../../../context/context.ts';
import { entryTreeOf } from '../../../context/entry-tree.ts';
import { matchesNothing, isLiteral } from '../../../context/dockerignore/covers.ts';
import type { IgnorePattern } from '../../../context/dockerignore/patterns.ts';
import { lineBreakOf } from '../../../base/layout.ts';
import { mostSimilar } from '../../../base/similar.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { IgnoreRuleContext, Report } from '../../../linter/rule.ts';
import { isGitIgnored } from '../../../context/git-ignored.ts';
import { deleteLine } from '../../../linter/edits/ignore-lines.ts';
import { isTransient } from './transient.ts';

type MessageId = 'never' | 'comment' | 'missing' | 'similar' | 'replace' | 'move' | 'delete';

interface Options {
  readonly everyPath: boolean;
}

export const rule = defineRule<MessageId, Options>({
  id: 'unmatched-ignore-pattern',
  category: 'correctness',
  severity: 'hint',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A .dockerignore pattern matches nothing in the build context.',
  messages: {
    never: 'This pattern cannot match: patterns are relative to the root of the build context and only match what is in it.',
    comment: 'A comment must be on its own line. Docker reads it as part of the pattern, so nothing matches.',
    missing: '"{path}" does not exist in the build context.',
    similar: '"{path}" does not exist in the build context. Did you mean "{similar}"?',
    replace: 'Replace with "{path}"',
    move: 'Move the comment to its own line',
    delete: 'Delete this line',
  },
  options: { everyPath: false },
  optionTexts: {
    everyPath: 'Also report paths that are not similar to a file. Often, a step before the build creates them.',
  },
  on: {
    *ignoreFile(context) {
      for (const pattern of context.file.patterns) {
        yield;
        const comment = commentAfterPattern(pattern, context);
        if (comment) {
          context.report(comment);
          continue;
        }
        const report = reportOf(pattern, context);
        if (!report) continue;
        const deletion = { title: 'delete' as const, level: 'suggestion' as const, edits: [deleteLine(context.file, pattern)] };
        context.report({ at: { start: pattern.start, end: pattern.end }, ...report, fixes: [...(report.fixes ?? []), deletion] });
      }
    },
  },
});

/** `node_modules # of npm`, unless a file with that name exists. */
function commentAfterPattern(
  { text, cleaned, start, end }: IgnorePattern,
  { build, file }: IgnoreRuleContext<MessageId, Options>,
): Report<MessageId> | undefined {
  const [, pattern, comment] = /^(.*?\S)[ \t]+(#.*)$/.exec(text) ?? [];
  if (comment === undefined || build.entry(cleaned)) return undefined;
  const at = { start: end - comment.length, end };
  const edits = [
    { start, end: start, newText: comment + lineBreakOf(file.text) },
    { start: start + pattern!.length, end, newText: '' },
  ];
  return { at, message: 'comment', fixes: [{ title: 'move', level: 'suggestion', edits }] };
}

/** Checks paths only. Globs are often meant for files that do not exist yet. */
function reportOf(
  pattern: IgnorePattern,
  { build, options }: IgnoreRuleContext<MessageId, Options>,
): Omit<Report<MessageId>, 'at'> | undefined {
  if (matchesNothing(pattern)) return { message: 'never', tag: 'unnecessary' };
  const { snapshot } = build;
  if (snapshot.state !== 'known' || snapshot.value.truncated || !isLiteral(pattern)) return undefined;
  const { cleaned, text, start, end } = pattern;
  if (build.entry(cleaned) || isGitIgnored(cleaned, snapshot.value)) return undefined;
  const similar = similarTo(cleaned, snapshot.value);
  if (similar !== undefined) {
    const written = /^!?[\t ]*\/?/.exec(text)![0] + similar + (text.endsWith('/') ? '/' : '');
    const fixes = [
      { title: 'replace' as const, data: { path: written }, level: 'suggestion' as const, edits: [{ start, end, newText: written }] },
    ];
    return { message: 'similar', data: { path: cleaned, similar }, fixes };
  }
  if (!options.everyPath) return undefined;
  // A name alone may be that of a program or a folder that a build creates.
  if (isTransient(cleaned) || (!pattern.negated && !/[./]/.test(cleaned))) return undefined;
  return { message: 'missing', data: { path: cleaned }, tag: 'unnecessary' };
}

/** A path in the same folder with a similar name. Undefined for names that are not always present. */
function similarTo(path: string, { entries }: ContextSnapshot): string | undefined {
  if (isTransient(path)) return undefined;
  const siblings = entryTreeOf(entries)
    .children(parentOf(path))
    .map((entry) => baseName(entry.path));
  const similar = mostSimilar(baseName(path), siblings);
  return similar === undefined ? undefined : `${path.slice(0, path.length - baseName(path).length)}${similar}`;
}
