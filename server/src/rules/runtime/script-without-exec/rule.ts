import { shellBlockingSignal } from '../../../facts/start/process.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';
import { isForLinux } from '../../../model/stages.ts';

export const rule = defineRule({
  id: 'script-without-exec',
  category: 'runtime',
  severity: 'info',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'The script that starts the container stays process 1, so its program never gets the stop signal.',
  messages: {
    found: '"{script}" starts {program} without exec and stays process 1: docker stop waits 10 seconds and kills {program}. Write exec.',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      if (!stage.isFinal || !isForLinux(stage)) return;
      const { process, entrypoint, cmd } = context.facts.startOf(stage);
      const shell = process && shellBlockingSignal(process);
      // A shell with a command line is reported by shell-form-cmd.
      if (!shell || hasRole(shell.shell, 'shell') || !isLongRunning(shell.program)) return;
      const word = shell.words.at(-1)!;
      for (const part of [entrypoint, cmd]) {
        if (typeof part === 'string' || typeof part.from === 'string') continue;
        const item = part.from.json?.items.find(({ value }) => value === word);
        if (!item) continue;
        context.report({ at: { start: item.start, end: item.end }, message: 'found', data: { script: word, program: shell.program } });
        return;
      }
    },
  },
});

/** Whether a program usually runs as long as its container: a server, or an interpreter. Others may be a task that ends by itself. */
function isLongRunning(program: string): boolean {
  return hasRole(program, 'interpreter', 'pythonProgram', 'webServer', 'nodeTool', 'nodeManager', 'languageRuntime');
}
