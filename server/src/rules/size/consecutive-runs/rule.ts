import { lineStartAt } from '../../../base/layout.ts';
import { joinableRunsOf } from '../../../linter/joined-runs/joinable-runs.ts';
import type { Gain } from '../../../linter/joined-runs/gain.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';

type Messages = Gain['message'] | 'separate' | 'join' | 'first';

export const rule = defineRule<Messages>({
  id: 'consecutive-runs',
  category: 'size',
  severity: 'info',
  fix: 'safe',
  mayChange: 'consecutive RUN instructions are merged into one with &&, which deletes package lists and caches only once',
  since: '0.1.0',
  aliases: ['DL3059'],
  checks: [179],
  summary: 'Consecutive RUN instructions create separate layers, which keep what a later one deletes.',
  messages: {
    stale: 'The layer of "{update}" stays in the build cache: a later "{install}" then uses old package lists. Merge the RUN instructions.',
    lists:
      'The package lists (about 20 MB on Debian) stay in the layer of a RUN, although a later RUN deletes them. Merge the RUN instructions.',
    deleted: '"{name}" stays in the layer of the RUN that adds it, although a later RUN deletes it. Merge the RUN instructions.',
    caches: 'What "{name}" leaves in its cache stays in the layer, although a later RUN deletes it. Merge the RUN instructions.',
    changed: '"{program}" in a later RUN stores "{name}" a second time. Merge the RUN instructions.',
    separate: 'These RUN instructions create a layer each. They can be merged, but that is not known to make the image smaller.',
    join: 'Merge {count} RUN instructions',
    first: 'RUN instruction to merge with',
  },
  withinStage: true,
  on: {
    *stage(stage, context) {
      // In a build stage, layers do not add to the image size, and separate layers improve caching.
      if (!stage.isInFinalImage || !isForLinux(stage)) return;
      for (const { runs, edits, gain } of yield* joinableRunsOf(stage, context)) {
        // Steps that the author describes one by one are separate on purpose.
        if (!gain && runs.slice(1).every(({ start }) => isCommentAbove(start, context.text))) continue;
        context.report({
          at: runs[1]!.keywordSpan,
          message: gain?.message ?? 'separate',
          // update-without-install says what goes wrong with an update alone; the merge is a hint there.
          severity: gain && !gain.isUpdateAlone ? undefined : 'hint',
          data: gain?.data ?? {},
          related: [{ at: runs[0]!.keywordSpan, message: 'first' }],
          fixes: [{ title: 'join', data: { count: runs.length }, level: 'safe', edits }],
        });
        yield;
      }
    },
  },
});

/** Whether the line above the instruction at `start` is a comment. */
function isCommentAbove(start: number, text: string): boolean {
  const end = lineStartAt(text, start) - 1;
  return end > 0 && text.slice(lineStartAt(text, end), end).trimStart().startsWith('#');
}
