import { withOptions } from '../../../facts/downloads.ts';
import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';
import { hasOption } from '../../../shell/tools/options.ts';

export const rule = defineRule({
  id: 'wget-progress-in-log',
  category: 'style',
  severity: 'hint',
  fix: 'safe',
  mayChange: '--progress=dot:giga is added to wget',
  since: '0.1.0',
  preset: 'all',
  aliases: ['DL3047'],
  checks: [153],
  summary: 'wget writes a line for every 50 KB into the log of the build.',
  messages: {
    lines: 'wget writes a line for every 50 KB into the build log. Add --progress=dot:giga or -nv.',
    shorten: 'Add --progress=dot:giga',
  },
  withinStage: true,
  on: {
    command({ program, download, inner }, instruction, { report, stageOf }) {
      if (program !== 'wget' || !download) return;
      if (hasOption(download.args, '-q', '--quiet', '--no-verbose', '--progress', '-o', '--output-file', '-a', '--append-output')) return;
      // `-nv`, and standard error elsewhere.
      if (
        inner.args.some(({ value }) => /^-[a-z]*n[a-z]*v/.test(value)) ||
        inner.redirects.some(({ fd, operator }) => fd === 2 || operator === '&>')
      )
        return;
      // Only where wget is GNU Wget for certain: BusyBox and Wget2 have other options.
      const { distro } = stageOf(instruction) ?? {};
      if (distro !== 'debian' && distro !== 'ubuntu') return;
      report({
        at: download.toolWord,
        message: 'lines',
        fixes: [{ title: 'shorten', level: fixLevelIn(instruction), edits: [withOptions(download, '--progress=dot:giga')] }],
      });
    },
  },
});
