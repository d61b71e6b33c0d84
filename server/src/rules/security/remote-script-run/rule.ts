import { covers } from '../../../base/span.ts';
import { groupPipelines } from '../../../facts/commands/pipelines.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { runsInput } from '../../../facts/downloads.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'remote-script-run',
  category: 'security',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: [],
  checks: [158],
  summary: 'A downloaded script is run without a check of what was downloaded.',
  messages: {
    piped: '{shell} runs whatever the server sends at build time. Download a fixed version, compare its checksum, then run it.',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || !/curl|wget/.test(instruction.source)) return;
      if (script.operators.length === 0 && script.substitutions.length === 0) return;
      const commands = context.facts.commandsOf(instruction);
      for (const { commands: parts } of groupPipelines(commands)) {
        const at = parts.findIndex(({ download }) => download);
        const shell = at < 0 ? undefined : parts.slice(at + 1).find((reading) => runsInput(reading));
        if (shell) context.report({ at: parts[at]!.command, message: 'piped', data: { shell: shell.program! } });
      }
      for (const command of commands) {
        const owner = command.download && command.command.containers.at(-1) === 'substitution' ? runnerOf(command, commands) : undefined;
        if (owner) context.report({ at: command.command, message: 'piped', data: { shell: owner } });
      }
    },
  },
});

/** The command that runs the output of a substitution: `sh -c "$(curl x)"`, `bash <(curl x)`, `eval "$(curl x)"`. */
function runnerOf({ command }: CommandFact, commands: readonly CommandFact[]): string | undefined {
  const owner = commands.findLast((one) => one.command !== command && one.command.start <= command.start && covers(one.command, command));
  const { program, args } = owner ?? {};
  const word = args?.find((one) => covers(one, command));
  if (program === undefined || !word || word.substitutions.length !== 1) return undefined;
  if (hasRole(program, 'evaluatingBuiltin')) return program;
  const isScript = word.substitutions[0]!.form === 'process' ? word === args!.find(({ raw }) => !raw.startsWith('-')) : word === args![args!.findIndex(({ value }) => /^-\w*c$/.test(value)) + 1]; // prettier-ignore
  return hasRole(program, 'posixShell') && isScript ? program : undefined;
}
