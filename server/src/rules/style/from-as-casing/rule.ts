import { casingOf } from '../../../syntax/keywords.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'from-as-casing',
  category: 'style',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'the letter case of AS',
  since: '0.1.0',
  aliases: ['FromAsCasing'],
  checks: [56],
  summary: 'FROM and AS have different letter cases.',
  messages: {
    differs: 'Docker warns in every build: "{as}" and "{from}" should have the same letter case.',
    change: 'Change to {as}',
  },
  on: {
    // doesFromCaseMatchAsCase of BuildKit, instructions/parse.go.
    FROM({ source, keywordSpan, start, words }, { report }) {
      const as = words[1];
      if (!as || words.length < 3) return;
      const from = source.slice(keywordSpan.start - start, keywordSpan.end - start);
      const casing = casingOf(from);
      if (casing === 'mixed') return;
      const expected = casing === 'lower' ? as.text.toLowerCase() : as.text.toUpperCase();
      if (as.text === expected) return;
      const at = { start: as.start, end: as.end };
      report({
        at,
        message: 'differs',
        data: { as: as.text, from },
        fixes:
          as.end - as.start === as.text.length
            ? [{ title: 'change', data: { as: expected }, level: 'safe', edits: [{ ...at, newText: expected }] }]
            : [],
      });
    },
  },
});
