import { powershellRunOf, setsPreference } from '../../../facts/powershell.ts';
import type { PowerShellRun } from '../../../facts/powershell.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { prefixShell } from '../../../linter/edits/powershell-shell.ts';
import type { Instruction } from '../../../syntax/tree.ts';

type Messages = 'found' | 'set';

const setting = "$ErrorActionPreference = 'Stop';";

export const rule = defineRule<Messages>({
  id: 'powershell-continues-after-error',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['error-action-preference'],
  checks: [246],
  summary: 'PowerShell runs the next command after one that failed, and the build goes on.',
  messages: {
    found: 'PowerShell goes on after a command that fails, and the build succeeds. Set $ErrorActionPreference = "Stop" first.',
    set: 'Set $ErrorActionPreference to Stop',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      const reported = new Set<Instruction>();
      for (const run of stage.instructions) {
        if (run.keyword !== 'RUN') continue;
        const powershell = powershellRunOf(context.model, run, stage);
        if (!powershell || handlesErrors(powershell) || setsPreference(powershell, 'ErrorActionPreference')) continue;
        // One finding for all RUN instructions of a SHELL.
        if (powershell.shell && reported.has(powershell.shell)) continue;
        if (powershell.shell) reported.add(powershell.shell);
        report(run, powershell, context);
      }
    },
  },
});

/** Whether only one command can fail, or the script says what happens then. */
function handlesErrors({ script: { statements, code } }: PowerShellRun): boolean {
  return statements < 2 || /\btry\b|\btrap\b|-ErrorAction\b|-ea\b|\$\?|\$LASTEXITCODE|\bthrow\b|\bexit\b/i.test(code);
}

function report(run: Instruction, { script, shell }: PowerShellRun, context: RuleContext<Messages>): void {
  const edit = shell ? prefixShell(shell, setting) : { start: script.start, end: script.start, newText: `${setting} ` };
  context.report({
    at: run.keywordSpan,
    message: 'found',
    fixes: edit ? [{ title: 'set', level: 'suggestion', edits: [edit] }] : [],
  });
}
