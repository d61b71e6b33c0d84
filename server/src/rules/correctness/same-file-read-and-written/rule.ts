import { groupPipelines } from '../../../facts/commands/pipelines.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ShellRedirect } from '../../../shell/script.ts';
import { hasRole } from '../../../knowledge/programs.ts';

export const rule = defineRule({
  id: 'same-file-read-and-written',
  category: 'correctness',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  preset: 'recommended',
  aliases: ['SC2094'],
  checks: [],
  summary: 'A command reads a file that the shell has already emptied for its output.',
  messages: {
    emptied: 'The shell empties "{file}" before the command reads it, so the result is an empty file. Write to another file, then mv.',
  },
  onbuild: true,
  withinStage: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || script.errors.length > 0 || !script.commands.some(({ redirects }) => redirects.some(truncates)))
        return;
      const commands = context.facts.commandsOf(instruction);
      const inPipelines = new Set<CommandFact>();
      for (const { commands: parts } of groupPipelines(commands)) {
        for (const part of parts) inPipelines.add(part);
        check(parts);
      }
      for (const command of commands) if (!inPipelines.has(command)) check([command]);

      function check(parts: readonly CommandFact[]): void {
        const target = parts.at(-1)!.command.redirects.find(truncates)?.target;
        if (!target || /[*?[`]|\$\(/.test(target.value) || /^\/dev\/|^&/.test(target.value)) return;
        if (parts.some((part) => reads(part, target.raw))) context.report({ at: target, message: 'emptied', data: { file: target.raw } });
      }
    },
  },
});

function truncates({ operator, fd, target }: ShellRedirect): boolean {
  return (operator === '>' || operator === '>|') && (fd ?? 1) === 1 && target !== undefined;
}

/** Whether a program certainly reads a file: it is one of its operands, and it only reads. */
function reads({ program, inner, args }: CommandFact, file: string): boolean {
  if (inner.redirects.some(({ operator, target }) => operator === '<' && target?.raw === file)) return true;
  if (program === undefined || hasRole(program, 'printer', 'existenceCheck', 'versionControl')) return false;
  const isReader = hasRole(program, 'reader') || program === 'sed' || program === 'tee';
  return isReader && program !== 'tee' && args.some(({ raw }) => raw === file);
}
