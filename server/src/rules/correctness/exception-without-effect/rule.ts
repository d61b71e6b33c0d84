import { coveringLinesOf } from '../../../context/dockerignore/covering-lines.ts';
import { matchesNothing } from '../../../context/dockerignore/covers.ts';
import { PatternIndex } from '../../../context/dockerignore/pattern-index.ts';
import type { IgnorePattern } from '../../../context/dockerignore/patterns.ts';
import { memoize } from '../../../base/memoize.ts';
import { parentOf } from '../../../base/paths.ts';
import type { Work } from '../../../base/work.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { IgnoreRuleContext } from '../../../linter/rule.ts';
import { appendLines, deleteLine } from '../../../linter/edits/ignore-lines.ts';

type MessageId = 'nothing-excluded' | 'nothing-included' | 'overridden' | 'here' | 'move' | 'delete';

export const rule = defineRule({
  id: 'exception-without-effect',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A "!" line in .dockerignore has no effect.',
  messages: {
    'nothing-excluded': 'This exception has no effect: no line above excludes anything.',
    'nothing-included': 'This exception has no effect: no line above excludes what it matches.',
    overridden: 'This exception has no effect: line {line} ("{pattern}") excludes the files again, and the last matching line wins.',
    here: 'This line takes effect.',
    move: 'Move this line to the end',
    delete: 'Delete this line',
  },
  on: {
    *ignoreFile(context) {
      const { patterns } = context.file;
      const firstExclusion = patterns.findIndex(({ negated }) => !negated);
      const unneeded = yield* unneededExceptions(context);
      for (const [i, pattern] of patterns.entries()) {
        yield;
        if (!pattern.negated || matchesNothing(pattern)) continue;
        const { value: overriding } = coveringLinesOf(patterns).after(i, false).next();
        if (overriding !== undefined) reportOverridden(pattern, patterns[overriding]!, context);
        else if (firstExclusion < 0 || firstExclusion > i) reportWithoutEffect(pattern, 'nothing-excluded', context);
        else if (unneeded.has(i)) reportWithoutEffect(pattern, 'nothing-included', context);
      }
    },
  },
});

function reportOverridden(pattern: IgnorePattern, by: IgnorePattern, { file, report }: IgnoreRuleContext<MessageId>): void {
  report({
    at: { start: pattern.start, end: pattern.end },
    message: 'overridden',
    data: { line: by.line + 1, pattern: by.text },
    related: [{ at: { start: by.start, end: by.end }, message: 'here' }],
    fixes: [
      { title: 'move', level: 'suggestion', edits: [deleteLine(file, pattern), appendLines(file, [pattern.text])] },
      { title: 'delete', level: 'suggestion', edits: [deleteLine(file, pattern)] },
    ],
  });
}

function reportWithoutEffect(
  { start, end }: IgnorePattern,
  message: 'nothing-excluded' | 'nothing-included',
  { file, report }: IgnoreRuleContext<MessageId>,
): void {
  report({
    at: { start, end },
    message,
    fixes: [{ title: 'delete', level: 'suggestion', edits: [deleteLine(file, { start, end })] }],
    tag: 'unnecessary',
  });
}

/**
 * The indexes of the exceptions that match files, none of which an earlier line excludes. Empty if the context is not known. Each path is
 * compared once: the lines that match it, and those that match its folder.
 */
function* unneededExceptions({ file: { patterns }, build: { snapshot } }: IgnoreRuleContext<MessageId>): Work<ReadonlySet<number>> {
  const unneeded = new Set<number>();
  if (snapshot.state !== 'known' || snapshot.value.truncated || !patterns.some(({ negated }) => negated)) return unneeded;
  const needed = new Set<number>();
  const seen = new Set<readonly number[]>();
  const index = new PatternIndex(patterns.map(({ cleaned }) => cleaned));
  const linesOf = (path: string): readonly number[] => {
    const [inherited, own] = [ofFolder(parentOf(path)), index.linesMatching(path)];
    return own.length === 0 ? inherited : [...new Set([...inherited, ...own])].sort((a, b) => a - b);
  };
  const ofFolder = memoize((folder: string): readonly number[] => (folder === '' ? [] : linesOf(folder)));
  for (const { path } of snapshot.value.entries) {
    yield;
    const lines = linesOf(path);
    // The same as of another path in this folder, or of the folder.
    if (seen.has(lines)) continue;
    seen.add(lines);
    for (const [i, line] of lines.entries()) {
      const before = i > 0 ? patterns[lines[i - 1]!] : undefined;
      // A line that repeats the exception above it is redundant-ignore-pattern.
      if (patterns[line]!.negated)
        (before && (!before.negated || lines.slice(0, i).some((at) => !patterns[at]!.negated)) ? needed : unneeded).add(line);
    }
  }
  for (const line of needed) unneeded.delete(line);
  return unneeded;
}
