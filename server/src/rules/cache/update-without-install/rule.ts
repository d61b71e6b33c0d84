import { loneUpdateOf } from '../../../facts/apt/lists.ts';
import type { LoneUpdate } from '../../../facts/apt/lists.ts';
import { joinableRunsOf } from '../../../linter/joined-runs/joinable-runs.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';
import { isBase } from '../../../model/sources.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import type { Work } from '../../../base/work.ts';

type Messages = 'stale' | 'join' | 'install';

export const rule = defineRule<Messages>({
  id: 'update-without-install',
  category: 'cache',
  severity: 'warning',
  preset: 'recommended',
  fix: 'safe',
  mayChange: 'consecutive RUN instructions are merged into one with &&, which deletes package lists and caches only once',
  since: '0.1.0',
  aliases: ['DS-0017', 'CKV_DOCKER_5', 'S6595'],
  checks: [140],
  summary: 'apt-get update in a RUN of its own: a cached layer gives a later install old package lists.',
  messages: {
    stale:
      'The builder keeps this layer: a later "{install}" then uses old package lists and can fail. Update and install in the same RUN.',
    join: 'Merge {count} RUN instructions',
    install: 'This command uses the package lists',
  },
  withinStage: true,
  on: {
    *stage(stage, context) {
      if (!isForLinux(stage)) return;
      if (isBase(stage)) context.readsOtherStages();
      for (const run of stage.instructions) {
        const found = run.keyword === 'RUN' ? loneUpdateOf(stage, run, context.facts) : undefined;
        if (!found) continue;
        const { tool, verbText, command } = found.install;
        context.report({
          at: found.update.verbWord!,
          message: 'stale',
          data: { install: `${tool} ${verbText}` },
          related: [{ at: command, message: 'install' }],
          fixes: yield* fixes(found, run, stage, context),
        });
        yield;
      }
    },
  },
});

/** Merges the instruction with those up to the install, if they follow each other and nothing prevents it. */
function* fixes(
  { installedIn }: LoneUpdate,
  run: Instruction,
  stage: Stage,
  context: RuleContext<Messages>,
): Work<ReportedFix<Messages>[]> {
  const joinable = (yield* joinableRunsOf(stage, context)).find(({ runs }) => runs.includes(run) && runs.includes(installedIn));
  return joinable ? [{ title: 'join', data: { count: joinable.runs.length }, level: 'safe', edits: joinable.edits }] : [];
}
