import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'insecure-run',
  category: 'security',
  severity: 'warning',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['S6502', 'DD060'],
  checks: [52],
  summary: 'RUN --security=insecure runs without a sandbox.',
  messages: {
    insecure: 'This command runs without a sandbox, with all rights on the machine that builds. The builder has to allow it (--allow).',
  },
  onbuild: true,
  on: {
    RUN({ flags }, { report }) {
      const flag = flags.findLast(({ name }) => name === 'security');
      if (flag?.value === 'insecure') report({ at: { start: flag.start, end: flag.end }, message: 'insecure' });
    },
  },
});
