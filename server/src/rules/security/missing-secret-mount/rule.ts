import { hasRole } from '../../../knowledge/programs.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'missing-secret-mount',
  category: 'security',
  severity: 'hint',
  fix: 'none',
  since: '0.1.0',
  preset: 'all',
  aliases: ['require-secret-mounts', 'DS-0031'],
  checks: [175],
  summary: 'A program that needs credentials runs without a secret mount.',
  messages: {
    missing: '{program} needs credentials. Without a secret mount, they come from the image or its history. Use RUN --mount=type=secret.',
  },
  options: { programs: [] as string[] },
  optionTexts: { programs: 'Further programs that need credentials, in addition to the command line clients of clouds.' },
  on: {
    command({ program, args }, instruction, { options, report }) {
      if (program === undefined || !(hasRole(program, 'cloudClient') || options.programs.includes(program))) return;
      if (instruction.flags.some(({ name, value }) => name === 'mount' && /type=(?:secret|ssh)/.test(value ?? ''))) return;
      const values = args.map(({ value }) => value);
      const needsNone = values.some((value) =>
        /^(?:-v|--?version|version|-h|--help|help|--no-sign-request|configure|config|completion|components|extension|plugins?|autocomplete)$/.test(
          value,
        ),
      );
      if (!needsNone && values.length > 0) report({ at: instruction.keywordSpan, message: 'missing', data: { program } });
    },
  },
});
