import { insertLineAbove } from '../../../base/layout.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasRole, programName } from '../../../knowledge/programs.ts';
import { namesTelemetry, telemetryOf } from '../../../knowledge/telemetry.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';
import type { ShellWord } from '../../../shell/script.ts';

export const rule = defineRule({
  id: 'telemetry-not-disabled',
  category: 'security',
  severity: 'hint',
  preset: 'all',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['tally/prefer-telemetry-opt-out'],
  checks: [217],
  summary: 'A tool sends data about its use during the build.',
  messages: {
    sends: '{tool} sends data about its use to its vendor in every build. The variable {variable} turns that off.',
    'turn-off': 'Set {variable}={value}',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!isForLinux(stage)) return;
      const reported = new Set<string>();
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'RUN' || !namesTelemetry(instruction.source)) continue;
        for (const command of context.facts.commandsOf(instruction)) {
          const word = toolIn(command);
          const telemetry = word && telemetryOf(programName(word.value));
          if (!word || !telemetry || reported.has(telemetry.variable)) continue;
          const { variable, value, tool } = telemetry;
          const isSet = context.model.scopeAt(instruction).lookup(variable) !== undefined || command.environment(variable) !== undefined;
          if (isSet || command.script.assigned.has(variable)) continue;
          reported.add(variable);
          const { start, end } = word;
          const data = { variable, value };
          context.report({
            at: { start, end },
            message: 'sends',
            data: { tool, variable },
            fixes: [
              {
                title: 'turn-off',
                data,
                level: 'suggestion',
                edits: [insertLineAbove(context.text, instruction.start, `ENV ${variable}=${value}`)],
              },
            ],
          });
        }
      }
    },
  },
});

/** The word with the tool: the program, or the package that `npx` and similar programs run. */
function toolIn({ inner, args, program }: CommandFact): ShellWord | undefined {
  if (program === undefined || !hasRole(program, 'packageRunner')) return inner.nameWord;
  return args.find(({ value }) => !value.startsWith('-'));
}
