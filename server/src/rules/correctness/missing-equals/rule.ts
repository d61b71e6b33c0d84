import type { SyntaxProblem } from '../../../syntax/tree.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { instructionAt } from '../../../syntax/instruction-at.ts';
import { defineRule } from '../../../linter/rule.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

export const rule = defineRule({
  id: 'missing-equals',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'the spaces after the equals sign are removed',
  since: '0.1.0',
  aliases: ['SYNTAX_MISSING_EQUALS'],
  checks: [17],
  summary: 'A pair of ENV or LABEL has no equals sign.',
  messages: {
    value: '"{name}" has no value, so the build fails. Use {name}=value.',
    spaces: 'Spaces around "=" are not allowed, so the build fails. Use {name}={value}.',
    join: 'Change to {name}={value}',
  },
  yields: true,
  on: {
    file(context) {
      reportProblems('missing-equals', context, (problem) => joined(problem, context));
    },
  },
});

/** Removes the spaces after the `=` of `NAME= value`. Not if there is another word without `=`, which may be a part of the same value. */
function joined({ variant, start, data }: SyntaxProblem, { text, model }: RuleContext): readonly ReportedFix<'join'>[] {
  const outer = instructionAt(model.tree, start);
  const pairs = (outer?.trigger ?? outer)?.pairs ?? [];
  const [gap = ''] = /[ \t]+$/.exec(text.slice(0, start)) ?? [];
  const isAlone = pairs.filter(({ value }) => value === undefined).length === 1;
  if (variant !== 'spaces' || !isAlone || text[start - gap.length - 1] !== '=') return [];
  return [{ title: 'join', data, level: 'safe', edits: [{ start: start - gap.length, end: start, newText: '' }] }];
}
