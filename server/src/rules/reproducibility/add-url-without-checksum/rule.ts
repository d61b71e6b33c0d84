import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'add-url-without-checksum',
  category: 'reproducibility',
  severity: 'info',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [98],
  summary: 'ADD downloads a file from a URL and does not check its content.',
  messages: {
    unchecked: 'The build accepts whatever this address returns, today and in a year. Pin the content with ADD --checksum=sha256:...',
  },
  onbuild: true,
  withinStage: true,
  on: {
    copySource({ kind, start, end }, instruction, { syntax, report }) {
      if (instruction.keyword !== 'ADD' || kind !== 'http' || syntax === 'foreign') return;
      if (instruction.flags.some(({ name }) => name === 'checksum')) return;
      report({ at: { start, end }, message: 'unchecked' });
    },
  },
});
