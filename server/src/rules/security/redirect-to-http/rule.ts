import { verifiesFiles, withOptions } from '../../../facts/downloads.ts';
import { defineRule } from '../../../linter/rule.ts';
import { hasOption } from '../../../shell/tools/options.ts';

export const rule = defineRule({
  id: 'redirect-to-http',
  category: 'security',
  severity: 'hint',
  fix: 'suggestion',
  since: '0.1.0',
  preset: 'all',
  aliases: ['S6506'],
  checks: [160],
  summary: 'curl follows a redirect from https to http, where the file can be changed on its way.',
  messages: {
    follows: "With -L, curl follows a redirect to http too, where anyone on the way can change the file. Add --proto '=https'.",
    'only-https': "Add --proto '=https'",
  },
  onbuild: true,
  on: {
    command({ program, download, script }, _instruction, { report }) {
      if (program !== 'curl' || !download) return;
      const { args, urls } = download;
      const follows = hasOption(args, '-L', '--location', '--location-trusted');
      if (!follows || hasOption(args, '--proto', '--proto-redir', '--max-redirs') || verifiesFiles(script)) return;
      if (!urls.every(({ value }) => value.startsWith('https:'))) return;
      report({
        at: download.toolWord,
        message: 'follows',
        fixes: [{ title: 'only-https', level: 'suggestion', edits: [withOptions(download, "--proto '=https'")] }],
      });
    },
  },
});
