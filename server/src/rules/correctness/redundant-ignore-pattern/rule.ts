import { covers } from '../../../context/dockerignore/covers.ts';
import type { IgnorePattern } from '../../../context/dockerignore/patterns.ts';
import { defineRule } from '../../../linter/rule.ts';
import { deleteLine } from '../../../linter/edits/ignore-lines.ts';

export const rule = defineRule({
  id: 'redundant-ignore-pattern',
  category: 'correctness',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'a line is removed that decides about no path',
  since: '0.1.0',
  aliases: [],
  summary: 'A .dockerignore line is redundant: another line already matches the same files.',
  messages: {
    earlier: 'Redundant: line {line} ({pattern}) already matches everything that this line matches.',
    later: 'This line has no effect: line {line} ({pattern}) also matches everything here, and the last matching line wins.',
    here: 'This line takes effect.',
    delete: 'Delete this line',
  },
  on: {
    ignoreFile({ file, report }) {
      for (const [i, pattern] of file.patterns.entries()) {
        const earlier = coveredBefore(file.patterns, i);
        const by = earlier ?? coveredBehind(file.patterns, i);
        if (!by) continue;
        // A line that says what one before it says can go; of others, somebody may want to keep them for readers.
        const level = earlier?.cleaned === pattern.cleaned ? 'safe' : 'suggestion';
        report({
          at: { start: pattern.start, end: pattern.end },
          message: earlier ? 'earlier' : 'later',
          data: { line: by.line + 1, pattern: by.text },
          related: [{ at: { start: by.start, end: by.end }, message: 'here' }],
          fixes: [{ title: 'delete', level, edits: [deleteLine(file, pattern)] }],
          tag: 'unnecessary',
        });
      }
    },
  },
});

/** A line before that says the same of all that this one fits, with no line of the other sign behind it. */
function coveredBefore(patterns: readonly IgnorePattern[], index: number): IgnorePattern | undefined {
  const pattern = patterns[index]!;
  for (let i = index - 1; i >= 0 && patterns[i]!.negated === pattern.negated; i--) if (covers(patterns[i]!, pattern)) return patterns[i];
  return undefined;
}

/**
 * A line behind this one that fits all of it: whatever stands between them, it decides. An exception that is overruled has a rule of its
 * own; of two lines that fit the same, the second one is the one too many, where nothing of the other sign stands between them.
 */
function coveredBehind(patterns: readonly IgnorePattern[], index: number): IgnorePattern | undefined {
  const pattern = patterns[index]!;
  return patterns.slice(index + 1).find((later, i) => {
    if (!covers(later, pattern) || (pattern.negated && !later.negated)) return false;
    return !(covers(pattern, later) && coveredBefore(patterns, index + 1 + i));
  });
}
