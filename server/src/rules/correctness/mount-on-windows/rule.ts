import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'mount-on-windows',
  category: 'correctness',
  severity: 'warning',
  preset: 'strict',
  fix: 'none',
  since: '0.1.0',
  aliases: ['no-run-mounts'],
  checks: [244],
  summary: 'A RUN for Windows has --mount, which the builder of Docker for Windows containers does not know.',
  messages: {
    found: 'The builder of Docker Engine for Windows containers has no RUN --mount: the build fails. Use COPY, or build with BuildKit.',
  },
  on: {
    mount({ flag }, instruction, context) {
      if (context.stageOf(instruction)?.os === 'windows') context.report({ at: flag.nameSpan, message: 'found' });
    },
  },
});
