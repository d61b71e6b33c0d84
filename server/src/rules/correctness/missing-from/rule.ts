import { syntaxInUse } from '../../../model/syntax-in-use.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'missing-from',
  category: 'correctness',
  severity: 'error',
  fix: 'none',
  since: '0.1.0',
  aliases: ['DL3061', 'tally/require-stages'],
  summary: 'An instruction stands before the first FROM, so that there is no image to work on.',
  messages: {
    none: 'No FROM says which image {keyword} is to work on, so the build stops here.',
    before: '{keyword} stands before the first FROM, where only ARG may stand, so the build stops here.',
    from: 'The first FROM',
  },
  on: {
    file({ model: { tree }, report }) {
      if (syntaxInUse(tree) === 'foreign') return;
      const first = tree.instructions.find(({ keyword }) => keyword !== 'ARG');
      // What is no instruction may be a misspelt FROM.
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
