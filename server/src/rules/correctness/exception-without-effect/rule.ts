import { covers, matchesNothing } from '../../../context/dockerignore/covers.ts';
import { createIgnoreMatcher, patternTest } from '../../../context/dockerignore/matcher.ts';
import type { IgnorePattern } from '../../../context/dockerignore/patterns.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { IgnoreRuleContext, Report } from '../../../linter/rule.ts';
import { appendLines, deleteLine } from '../../../linter/edits/ignore-lines.ts';

type MessageId = 'nothing-excluded' | 'nothing-included' | 'overridden' | 'here' | 'move' | 'delete';

export const rule = defineRule({
  id: 'exception-without-effect',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
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
    ignoreFile(context) {
      const { patterns } = context.file;
      for (const [i, pattern] of patterns.entries()) {
        if (!pattern.negated || matchesNothing(pattern)) continue;
        const overriding = patterns.slice(i + 1).find((later) => !later.negated && covers(later, pattern));
        if (overriding) reportOverridden(pattern, overriding, context);
        else reportWithoutEffect(pattern, patterns.slice(0, i), context);
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

/** If the context is not known, only an exception before all exclusions can be reported. */
function reportWithoutEffect(
  pattern: IgnorePattern,
  before: readonly IgnorePattern[],
  { file, build, report }: IgnoreRuleContext<MessageId>,
): void {
  const { snapshot } = build;
  const reports = (message: MessageId): Report<MessageId> => ({
    at: { start: pattern.start, end: pattern.end },
    message,
    fixes: [{ title: 'delete', level: 'suggestion', edits: [deleteLine(file, pattern)] }],
    tag: 'unnecessary',
  });
  if (before.every(({ negated }) => negated)) report(reports('nothing-excluded'));
  else if (snapshot.state === 'known' && !snapshot.value.truncated) {
    const fits = patternTest(pattern);
    const decide = createIgnoreMatcher(before);
    const fitting = snapshot.value.entries.filter(({ path }) => fits(path));
    if (fitting.length > 0 && fitting.every(({ path }) => decide(path)?.negated !== false)) report(reports('nothing-included'));
  }
}
