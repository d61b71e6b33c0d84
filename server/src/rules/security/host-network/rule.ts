import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'host-network',
  category: 'security',
  severity: 'info',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['S6431'],
  checks: [53],
  summary: 'RUN --network=host uses the network of the machine that builds.',
  messages: {
    host: 'This command uses the network of the machine that builds, and reaches its local services. The builder has to allow it (--allow).',
  },
  onbuild: true,
  on: {
    RUN({ flags }, { report }) {
      const flag = flags.findLast(({ name }) => name === 'network');
      if (flag?.value === 'host') report({ at: { start: flag.start, end: flag.end }, message: 'host' });
    },
  },
});
