import { loneUpdateOf } from '../../../facts/apt/lists.ts';
import { missingCacheMounts } from '../../../facts/cache-mounts.ts';
import { cacheMountEdits } from '../../../linter/edits/cache-mounts.ts';
import { mayCallCachingTool } from '../../../knowledge/tool-caches.ts';
import { isForLinux } from '../../../model/stages.ts';
import { isBase } from '../../../model/sources.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix } from '../../../linter/rule.ts';

type Messages = 'downloads' | 'headers' | 'add';

export const rule = defineRule<Messages>({
  id: 'missing-cache-mount',
  category: 'cache',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/prefer-package-cache-mounts', 'tally/js/node-gyp-cache-mounts', 'tally/ruby/prefer-bundler-cache-mount'],
  checks: [126, 258, 270],
  summary: 'A package manager downloads everything again when its layer is rebuilt; a cache mount would keep it.',
  messages: {
    downloads: '{tool} {verb} downloads everything again when this layer is rebuilt. A cache mount on {folder} keeps it between builds.',
    headers: 'node-gyp downloads the headers of Node.js again when this layer is rebuilt. A cache mount on {folder} keeps them.',
    add: 'Add a cache mount',
  },
  refactoring: {},
  withinStage: true,
  on: {
    RUN(run, context) {
      if (!mayCallCachingTool.test(run.source) || context.syntax === 'foreign') return;
      const stage = context.stageOf(run);
      const script = context.scriptOf(run);
      if (!stage || !script || !isForLinux(stage)) return;
      const missing = missingCacheMounts(run, stage, context.facts);
      const [first] = missing;
      if (!first) return;
      // The lists on a mount would be missing in the RUN that installs: update-without-install says what to do.
      if (isBase(stage)) context.readsOtherStages();
      if (loneUpdateOf(stage, run, context.facts)) return;
      const { tool, verbText, verbWord, toolWord } = first.packages;
      const { facts } = context;
      const laterFixes = (): readonly ReportedFix<Messages>[] => {
        const edits = cacheMountEdits(missing, { run, script, stage, facts });
        return edits ? [{ title: 'add', level: 'suggestion', edits }] : [];
      };
      context.report({
        at: verbWord ?? toolWord,
        message: first.content,
        data: { tool, verb: verbText || 'install', folder: first.folders[0]! },
        laterFixes,
      });
    },
  },
});
