import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'bootsnap-in-parallel',
  category: 'correctness',
  severity: 'hint',
  preset: 'strict',
  fix: 'safe',
  mayChange: '-j 1 is added to bootsnap precompile',
  since: '0.1.0',
  aliases: ['tally/ruby/bootsnap-precompile-without-j1'],
  checks: [263],
  summary: 'bootsnap compiles with several processes, which can hang in a build for another platform.',
  messages: {
    parallel: 'bootsnap precompile starts several processes, which can hang under QEMU in a build for another platform. Add -j 1.',
    add: 'Add -j 1',
  },
  on: {
    command({ inner }, instruction, context) {
      if (!instruction.source.includes('bootsnap')) return;
      const words = [...(inner.nameWord ? [inner.nameWord] : []), ...inner.args];
      const at = words.findIndex(({ value }, i) => value === 'precompile' && /(?:^|\/)bootsnap$/.test(words[i - 1]?.value ?? ''));
      const word = words[at];
      if (!word || words.slice(at).some(({ value }) => /^-j|^--jobs/.test(value))) return;
      const { end } = word;
      context.report({
        at: word,
        message: 'parallel',
        fixes: [
          { title: 'add', level: instruction.heredocs.length > 0 ? 'suggestion' : 'safe', edits: [{ start: end, end, newText: ' -j 1' }] },
        ],
      });
    },
  },
});
