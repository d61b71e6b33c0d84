import type { SyntaxProblem } from '../../../syntax/tree.ts';
import type { ReportedFix } from '../../../linter/rule.ts';
import { defineRule } from '../../../linter/rule.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

export const rule = defineRule({
  id: 'missing-equals',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: ['SYNTAX_MISSING_EQUALS'],
  summary: 'A pair of ENV or LABEL has no equals sign.',
  messages: {
    value: '"{name}" has no value, so the build fails. Use {name}=value.',
    spaces: 'Spaces around "=" are not allowed, so the build fails. Use {name}={value}.',
    join: 'Change to {name}={value}',
  },
  yields: true,
  on: {
    file(context) {
      reportProblems('missing-equals', context, (problem) => joined(problem, context.text));
    },
  },
});

/** Removes the spaces after the `=` of `NAME= value`. */
function joined({ variant, start, end, data }: SyntaxProblem, text: string): readonly ReportedFix<'join'>[] {
  const [gap = ''] = /[ \t]+$/.exec(text.slice(0, start)) ?? [];
  if (variant !== 'spaces' || text[start - gap.length - 1] !== '=') return [];
  // Another word without `=` may be a part of the same value.
  if (/^[ \t]+[^\s=]+(?:\s|$)/.test(text.slice(end))) return [];
  return [{ title: 'join', data, level: 'suggestion', edits: [{ start: start - gap.length, end: start, newText: '' }] }];
}
