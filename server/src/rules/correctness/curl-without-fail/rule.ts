import { mayFail } from '../../../facts/commands/failure.ts';
import { downloadsFiles, withShortOption } from '../../../facts/downloads.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'curl-without-fail',
  category: 'correctness',
  severity: 'info',
  fix: 'safe',
  mayChange: '-f is added to curl, so that the build stops if a server answers with an error',
  since: '0.1.0',
  preset: 'strict',
  aliases: [],
  checks: [154],
  summary: 'Without --fail, curl saves the error page of a server and reports success.',
  messages: {
    'error-page': 'Without -f, curl saves an error page (404, 500) as if it were the file, and reports success. Add -f.',
    'add-fail': 'Add -f',
  },
  onbuild: true,
  on: {
    command(command, instruction, context) {
      if (command.program !== 'curl' || !command.download) return;
      const { download } = command;
      if (hasOption(download.args, '-f', '--fail', '--fail-with-body') || !downloadsFiles(download)) return;
      if (!keepsOutput(command) || mayFail(command)) return;
      context.report({
        at: download.toolWord,
        message: 'error-page',
        fixes: [{ title: 'add-fail', level: fixLevelIn(instruction), edits: [withShortOption(download, 'f')] }],
      });
    },
  },
});

/** Whether what curl downloads is used: saved, piped, or the value of a substitution. */
function keepsOutput({ download, inner, output }: CommandFact): boolean {
  const { containers } = inner;
  return download!.output !== undefined
    ? !download!.output.startsWith('/dev/')
    : output !== undefined || containers.includes('pipeline') || containers.includes('substitution');
}
