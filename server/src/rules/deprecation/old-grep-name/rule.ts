import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'old-grep-name',
  category: 'deprecation',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'egrep and fgrep become grep -E and grep -F',
  since: '0.1.0',
  preset: 'all',
  aliases: ['SC2196', 'SC2197'],
  checks: [],
  summary: 'egrep and fgrep are old names of grep -E and grep -F.',
  messages: {
    old: 'GNU grep 3.8 and later warn about {name} at every use, and will remove it. Use grep {option}.',
    replace: 'Replace with grep {option}',
  },
  onbuild: true,
  on: {
    command({ inner }, instruction, { report }) {
      const { name, nameWord } = inner;
      if ((name !== 'egrep' && name !== 'fgrep') || !nameWord || nameWord.raw !== name) return;
      const option = name === 'egrep' ? '-E' : '-F';
      const edits = [{ start: nameWord.start, end: nameWord.end, newText: `grep ${option}` }];
      const level = fixLevelIn(instruction);
      report({ at: nameWord, message: 'old', data: { name, option }, fixes: [{ title: 'replace', data: { option }, level, edits }] });
    },
  },
});
