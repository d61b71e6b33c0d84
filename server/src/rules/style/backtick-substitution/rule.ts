import { fixLevelIn } from '../../../linter/fix-level.ts';
import { defineRule } from '../../../linter/rule.ts';

export const rule = defineRule({
  id: 'backtick-substitution',
  category: 'style',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'backticks become $( )',
  since: '0.1.0',
  preset: 'all',
  aliases: ['SC2006'],
  checks: [],
  summary: 'Backticks are used instead of $( ).',
  messages: {
    backticks: 'Backticks are hard to see, and cannot be nested without escapes. Use $( ).',
    replace: 'Replace with $( )',
  },
  onbuild: true,
  on: {
    RUN(instruction, context) {
      const script = context.scriptOf(instruction);
      if (!script || script.opaque || !instruction.source.includes('`')) return;
      for (const at of script.substitutions) {
        if (at.form !== 'backticks') continue;
        const source = instruction.source.slice(at.start - instruction.start, at.end - instruction.start);
        // Without the second one, the shell stops.
        if (source.length < 2 || !source.endsWith('`')) continue;
        const inner = source.slice(1, -1);
        // `# text` is a way to write a comment between continued lines.
        if (/^\s*#/.test(inner)) continue;
        // In backticks, a backslash or a quote may mean something else than in $( ).
        const isSame = !/[\\`#]/.test(inner) && !(at.quoted && /["']/.test(inner)) && !inner.startsWith('(') && script.errors.length === 0;
        const edits = [
          { start: at.start, end: at.start + 1, newText: '$(' },
          { start: at.end - 1, end: at.end, newText: ')' },
        ];
        const level = fixLevelIn(instruction);
        context.report({ at, message: 'backticks', fixes: isSame ? [{ title: 'replace', level, edits }] : [] });
      }
    },
  },
});
