import { defineRule } from '../../../linter/rule.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

export const rule = defineRule({
  id: 'line-too-long',
  category: 'correctness',
  severity: 'error',
  fix: 'none',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'A line is longer than BuildKit can read.',
  messages: {
    long: 'This line is longer than {limit} bytes, the limit of BuildKit, so the build fails.',
  },
  yields: true,
  on: {
    file(context) {
      reportProblems('line-too-long', context);
    },
  },
});
