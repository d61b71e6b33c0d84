import { syntaxInUse } from '../../../model/syntax-in-use.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'missing-from',
  category: 'correctness',
  severity: 'error',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3061', 'tally/require-stages'],
  checks: [3, 4],
  summary: 'An instruction comes before the first FROM.',
  messages: {
    none: 'Missing FROM: {keyword} has no base image, so the build fails.',
    'only-arg': 'Missing FROM: there is no stage after the ARG instructions, so the build fails.',
    before: '{keyword} is not allowed before the first FROM, so the build fails. Only ARG is.',
    from: 'The first FROM',
  },
  on: {
    file({ model: { tree }, report }) {
      if (syntaxInUse(tree) === 'foreign') return;
      const last = tree.instructions.at(-1);
      if (last && tree.instructions.every(({ keyword }) => keyword === 'ARG')) return report({ at: last.keywordSpan, message: 'only-arg' });
      const first = tree.instructions.find(({ keyword }) => keyword !== 'ARG');
      // An unknown instruction may be a misspelled FROM.
      if (!first?.known || first.keyword === 'FROM') return;
      const from = tree.instructions.find(({ keyword }) => keyword === 'FROM');
      report({
        at: first.keywordSpan,
        message: from ? 'before' : 'none',
        data: { keyword: first.keyword },
        related: from ? [{ at: from.keywordSpan, message: 'from' }] : [],
      });
    },
  },
});
