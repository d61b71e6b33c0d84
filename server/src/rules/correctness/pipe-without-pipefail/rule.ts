import { groupPipelines, hasPipefail, pipefailFix } from '../../../facts/commands/pipelines.ts';
import type { ShellPipeline } from '../../../facts/commands/pipelines.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { mayFail } from '../../../facts/commands/failure.ts';
import { runsInput } from '../../../facts/downloads.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'pipe-without-pipefail',
  category: 'correctness',
  severity: 'info',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['DL4006'],
  checks: [151],
  summary: 'The failure of a command before a pipe is not noticed, because the shell does not set pipefail.',
  messages: {
    lost: 'If {command} fails, the build goes on: only the last command of a pipeline counts. Set pipefail.',
    'set-pipefail': 'Set pipefail',
  },
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.operators.length === 0 || !script.commands.some(({ operator }) => operator === '|')) return;
      if (hasPipefail(instruction, context.model)) return;
      // One finding for each RUN, because one option is missing.
      const lost = groupPipelines(context.facts.commandsOf(instruction)).flatMap((pipeline) => lostFailure(pipeline))[0];
      if (!lost) return;
      const edits = pipefailFix(instruction, context.model);
      context.report({
        at: lost.command,
        message: 'lost',
        data: { command: lost.program! },
        fixes: edits ? [{ title: 'set-pipefail', level: 'suggestion', edits }] : [],
      });
    },
  },
});

/** The first command of a pipeline whose failure matters and is not noticed. */
function lostFailure({ commands }: ShellPipeline<CommandFact>): readonly CommandFact[] {
  const last = commands.at(-1)!;
  // A script that is downloaded and run is the subject of failed-download-unnoticed.
  if (commands.some(({ download }) => download) && commands.some((reading) => runsInput(reading))) return [];
  if (mayFail(commands[0]!) || mayFail(last) || stopsReading(last)) return [];
  return commands
    .slice(0, -1)
    .filter(({ program, command }) => program !== undefined && !hasRole(program, 'printer', 'endlessPrinter') && command.name !== 'cat')
    .slice(0, 1);
}

/** Whether a command may end before it has read everything, so that pipefail would report the command before it as failed. */
function stopsReading({ program, args }: CommandFact): boolean {
  return program === 'head' || (program === 'grep' && args.some(({ value }) => /^-\w*[qm]|^--(?:quiet|max-count)/.test(value)));
}
