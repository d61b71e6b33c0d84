import { mayFail } from '../../../facts/commands/failure.ts';
import { downloadsFiles, withOptions } from '../../../facts/downloads.ts';
import { hasOption } from '../../../shell/tools/options.ts';
import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'download-without-retry',
  category: 'reproducibility',
  severity: 'hint',
  fix: 'safe',
  mayChange: '--retry 3 is added to curl, if it writes a file',
  since: '0.1.0',
  preset: 'all',
  aliases: ['prefer-curl-config'],
  checks: [156],
  summary: 'A short fault of the network stops the build, because curl does not try again.',
  messages: {
    once: 'curl tries once, so a short fault of the network stops the build. Add --retry.',
    'add-retry': 'Add --retry 3',
  },
  onbuild: true,
  on: {
    command(command, instruction, context) {
      if (command.program !== 'curl' || !command.download) return;
      const { download } = command;
      if (hasOption(download.args, '--retry') || !downloadsFiles(download) || mayFail(command)) return;
      if (command.command.containers.includes('loop') || /\.curlrc\b|CURL_HOME/.test(instruction.source)) return;
      // A program at the end of a pipe would get the beginning twice.
      const level = download.output === undefined ? 'suggestion' : fixLevelIn(instruction);
      context.report({
        at: download.toolWord,
        message: 'once',
        fixes: [{ title: 'add-retry', level, edits: [withOptions(download, '--retry 3')] }],
      });
    },
  },
});
