import type { SyntaxProblem } from '../syntax/tree.ts';
import type { ReportedFix, RuleContext } from './rule.ts';

/**
 * Reports the problems of the parser that have the id of the rule as their code; their variants are ids of the rule's messages. Files with
 * another frontend in `# syntax=` are left out, because it may accept them. `fixesOf` returns the fixes of one problem.
 */
export function reportProblems<Messages extends string>(
  code: SyntaxProblem['code'],
  context: RuleContext<Messages>,
  fixesOf: (problem: SyntaxProblem) => readonly ReportedFix<Messages>[] = () => [],
): void {
  if (context.syntax === 'foreign') return;
  for (const problem of context.model.tree.problems) {
    if (problem.code !== code) continue;
    const { start, end, variant, data } = problem;
    context.report({ at: { start, end }, message: variant as Messages, data, fixes: fixesOf(problem) });
  }
}
