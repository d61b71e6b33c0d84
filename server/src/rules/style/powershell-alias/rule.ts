import { powershellRunOf } from '../../../facts/powershell.ts';
import { cmdletOfAlias } from '../../../knowledge/powershell.ts';
import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { PowerShellScript } from '../../../shell/powershell.ts';

export const rule = defineRule({
  id: 'powershell-alias',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'aliases of PowerShell become the cmdlets that they stand for',
  since: '0.1.0',
  aliases: ['PSAvoidUsingCmdletAliases'],
  checks: [249],
  summary: 'A PowerShell script uses an alias, which other editions and systems do not have.',
  messages: {
    found: '"{alias}" is an alias of {cmdlet}. Other editions and systems do not have all aliases, or run a program of that name.',
    replace: 'Use {cmdlet}',
  },
  on: {
    RUN(run, context) {
      const dialect = context.scriptOf(run)?.dialect;
      if (dialect !== 'powershell' && dialect !== 'cmd') return;
      const powershell = powershellRunOf(context.model, run, context.stageOf(run));
      if (!powershell || definesNames(powershell.script)) return;
      const { script, edition } = powershell;
      const level = mayLoadNames(script) ? 'suggestion' : fixLevelIn(run);
      for (const { name, nameSpan } of script.commands) {
        const cmdlet = cmdletOfAlias(name, edition);
        if (cmdlet === undefined || !isCommand(nameSpan.start - script.start, name, script)) continue;
        const data = { alias: name, cmdlet };
        const edits = [{ ...nameSpan, newText: cmdlet }];
        context.report({ at: nameSpan, message: 'found', data, fixes: [{ title: 'replace', data, level, edits }] });
      }
    },
  },
});

/** Whether the script defines functions or aliases, whose names may be those of aliases. */
function definesNames({ plain }: PowerShellScript): boolean {
  return /\b(?:function|filter|set-alias|new-alias|sal|nal)\b/i.test(plain);
}

/** Whether the script runs others, or loads modules, which may define aliases. */
function mayLoadNames({ plain }: PowerShellScript): boolean {
  return /(?:^|[\s;{(&|])(?:\.[ \t]|import-module\b|ipmo\b|invoke-expression\b|iex\b|using\b)|\.ps1\b/i.test(plain);
}

/** Whether the word is a command: not a key of a hash table, and not the keyword `foreach`, which is not after a pipe. */
function isCommand(at: number, name: string, { plain }: PowerShellScript): boolean {
  if (/^\s*=/.test(plain.slice(at + name.length))) return false;
  return !/^(?:foreach|%|\?)$/i.test(name) || /\|\s*$/.test(plain.slice(0, at));
}
