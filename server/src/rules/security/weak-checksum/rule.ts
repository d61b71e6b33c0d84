import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'weak-checksum',
  category: 'security',
  severity: 'info',
  fix: 'none',
  since: '0.1.0',
  preset: 'strict',
  aliases: ['S4790'],
  checks: [164],
  summary: 'A file is verified with MD5 or SHA-1, for which another file with the same checksum can be made.',
  messages: {
    weak: '{tool} does not protect against a file that was made to have the same checksum. Use sha256sum.',
  },
  onbuild: true,
  on: {
    command({ program, inner, args }, _instruction, { report }) {
      if (program === undefined || !hasRole(program, 'weakChecksumProgram', 'checksumProgram')) return;
      const values = args.map(({ value }) => value);
      const checks = values.some((value) => /^(?:-\w*c\w*|--check)$/.test(value));
      const isWeak =
        hasRole(program, 'weakChecksumProgram') ||
        (program === 'shasum' && !/(?:^| )(?:-a ?|--algorithm[= ])(?:224|256|384|512)/.test(values.join(' ')));
      if (checks && isWeak) report({ at: inner.nameWord!, message: 'weak', data: { tool: program } });
    },
  },
});
