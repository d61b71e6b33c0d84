import { groupPipelines, hasPipefail, pipefailFix } from '../../../facts/commands/pipelines.ts';
import { runsInput } from '../../../facts/downloads.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'failed-download-unnoticed',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['DL4006'],
  checks: [],
  summary: 'A download that fails is piped into a shell, which then does nothing and reports success.',
  messages: {
    unnoticed: 'If {tool} fails, {shell} gets no script and reports success: the build goes on without it. Set pipefail.',
    'set-pipefail': 'Set pipefail',
  },
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || !/curl|wget/.test(instruction.source) || script.operators.length === 0) return;
      for (const { commands } of groupPipelines(context.facts.commandsOf(instruction))) {
        const at = commands.findIndex(({ download }) => download);
        const download = commands[at];
        const shell = commands.slice(at + 1).find((reading) => runsInput(reading));
        if (!download?.download || !shell || hasPipefail(instruction, context.model)) continue;
        if (download.conditional || download.command.containers.includes('negation')) continue;
        const edits = pipefailFix(instruction, context.model);
        context.report({
          at: download.command,
          message: 'unnoticed',
          data: { tool: download.download.tool, shell: shell.program! },
          fixes: edits ? [{ title: 'set-pipefail', level: 'suggestion', edits }] : [],
        });
      }
    },
  },
});
