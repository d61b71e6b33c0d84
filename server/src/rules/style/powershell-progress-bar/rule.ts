import { powershellRunOf, setsPreference } from '../../../facts/powershell.ts';
import { showsProgress } from '../../../knowledge/powershell.ts';
import { prefixShell } from '../../../linter/edits/powershell-shell.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';

const setting = "$ProgressPreference = 'SilentlyContinue';";

/** Statements that have to be the first of a script. A script in a call of PowerShell would have a second statement. */
const startsFixed = /^\s*(?:param|using|#requires)\b/i;

export const rule = defineRule({
  id: 'powershell-progress-bar',
  category: 'style',
  severity: 'info',
  preset: 'strict',
  fix: 'safe',
  mayChange: '$ProgressPreference is set to SilentlyContinue',
  since: '0.1.0',
  aliases: ['progress-preference'],
  checks: [247],
  summary: 'A PowerShell download draws a progress bar, which fills the build log and slows the download down.',
  messages: {
    found: '{command} draws a progress bar: it fills the build log and slows Windows PowerShell down. Set $ProgressPreference first.',
    set: 'Set $ProgressPreference to SilentlyContinue',
  },
  withinStage: true,
  on: {
    stage(stage, context) {
      const reported = new Set<Instruction>();
      for (const run of stage.instructions) {
        if (run.keyword !== 'RUN') continue;
        const powershell = powershellRunOf(context.model, run, stage);
        const found = powershell?.script.commands.find(({ name }) => showsProgress(name, powershell.edition));
        if (!powershell || !found || setsPreference(powershell, 'ProgressPreference')) continue;
        const { shell, script } = powershell;
        // One finding for all RUN instructions of a SHELL.
        if (shell && reported.has(shell)) continue;
        if (shell) reported.add(shell);
        const edit = shell ? prefixShell(shell, setting) : { start: script.start, end: script.start, newText: `${setting} ` };
        context.report({
          at: found.nameSpan,
          message: 'found',
          data: { command: found.name },
          fixes: edit ? [{ title: 'set', level: shell && !startsFixed.test(script.plain) ? 'safe' : 'suggestion', edits: [edit] }] : [],
        });
      }
    },
  },
});
