import { memoizeWeak } from '../../../base/memoize.ts';
import { covers } from '../../../context/dockerignore/covers.ts';
import { coveringLinesOf } from '../../../context/dockerignore/covering-lines.ts';
import type { IgnorePattern } from '../../../context/dockerignore/patterns.ts';
import { defineRule } from '../../../linter/rule.ts';
import { deleteLine } from '../../../linter/edits/ignore-lines.ts';

export const rule = defineRule({
  id: 'redundant-ignore-pattern',
  category: 'correctness',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'a line without effect is removed',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A .dockerignore line is redundant: another line already matches the same files.',
  messages: {
    earlier: 'Redundant: line {line} ("{pattern}") already matches everything that this line matches.',
    later: 'This line has no effect: line {line} ("{pattern}") also matches everything here, and the last matching line wins.',
    here: 'This line takes effect.',
    delete: 'Delete this line',
  },
  on: {
    *ignoreFile({ file, report }) {
      const { patterns } = file;
      for (const [i, pattern] of patterns.entries()) {
        yield;
        const earlier = coveredBefore(patterns, i);
        const by = earlier ?? coveredAfter(patterns, i);
        if (!by) continue;
        // An identical line can be deleted safely. Other lines may be kept as documentation.
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

/** An earlier line with the same sign that matches everything that this line matches, with no line of the other sign in between. */
function coveredBefore(patterns: readonly IgnorePattern[], index: number): IgnorePattern | undefined {
  const earlier = coveringLinesOf(patterns).before(index, patterns[index]!.negated);
  return earlier !== undefined && earlier >= runStartsOf(patterns)[index]! ? patterns[earlier] : undefined;
}

/** For each line, the first of the lines with its sign that end with it, without a line of the other sign in between. */
const runStartsOf = memoizeWeak((patterns: readonly IgnorePattern[]): readonly number[] => {
  let start = 0;
  return patterns.map(({ negated }, i) => (negated === patterns[start]!.negated ? start : (start = i)));
});

/**
 * A later line that matches everything that this line matches, and therefore takes precedence. Overridden exceptions are reported by
 * another rule. If two lines match the same paths, the second one is reported, unless a line of the other sign is between them.
 */
function coveredAfter(patterns: readonly IgnorePattern[], index: number): IgnorePattern | undefined {
  const pattern = patterns[index]!;
  for (const line of coveringLinesOf(patterns).after(index, ...(pattern.negated ? [true] : [true, false]))) {
    if (!(covers(pattern, patterns[line]!) && coveredBefore(patterns, line))) return patterns[line];
  }
  return undefined;
}
