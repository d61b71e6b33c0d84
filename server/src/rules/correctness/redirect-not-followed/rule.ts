import { mayFail } from '../../../facts/commands/failure.ts';
import { downloadsFiles, isRedirected, withShortOption } from '../../../facts/downloads.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'redirect-not-followed',
  category: 'correctness',
  severity: 'hint',
  fix: 'safe',
  mayChange: '-L is added to curl, so that it saves the file instead of the answer of a redirect',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['curl-should-follow-redirects'],
  checks: [155],
  summary: 'Without --location, curl saves the answer of a redirect instead of the file.',
  messages: {
    redirects: 'This address redirects to another one. Without -L, curl saves the answer of the redirect instead of the file. Add -L.',
    'may-redirect': 'If the server moves the file and redirects, curl without -L saves the answer of the redirect. Add -L.',
    'add-location': 'Add -L',
  },
  onbuild: true,
  on: {
    command(command, instruction, context) {
      if (command.program !== 'curl' || !command.download) return;
      const { download } = command;
      if (
        hasOption(download.args, '-L', '--location', '--location-trusted', '--max-redirs') ||
        !downloadsFiles(download) ||
        mayFail(command)
      )
        return;
      const isCertain = isRedirected(download, (word) => command.valueOfWord(word));
      context.report({
        at: download.toolWord,
        message: isCertain ? 'redirects' : 'may-redirect',
        severity: isCertain ? 'warning' : undefined,
        fixes: [
          { title: 'add-location', level: isCertain ? fixLevelIn(instruction) : 'suggestion', edits: [withShortOption(download, 'L')] },
        ],
      });
    },
  },
});
