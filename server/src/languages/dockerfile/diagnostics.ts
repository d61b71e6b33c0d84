import { runRules } from '../../linter/engine.ts';
import type { RuleFailure } from '../../linter/engine.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Finding } from '../../linter/rule.ts';
import type { SyntaxProblem } from '../../syntax/tree.ts';
import type { Span } from '../../base/span.ts';
import type { DockerfileDocument } from './document.ts';
import { memoizeWeak } from '../../base/memoize.ts';

/** Parser problems that a rule with the same id reports, with its own settings and fixes. */
const reportedByRules: ReadonlySet<string> = new Set(allRules.map((rule) => rule.id));

/**
 * All findings for a Dockerfile, from rules and the parser, in the order of the text. Memoized for all features. Never throws; `onFailure`
 * is called for each rule that threw.
 */
export const diagnose = memoizeWeak((document: DockerfileDocument, onFailure?: (failure: RuleFailure) => void): readonly Finding[] => {
  const { model, build, rules: settings } = document;
  const found = runRules({ model, build, rules: allRules, settings, ...(onFailure && { onFailure }) });
  const errors = found.filter(({ severity }) => severity === 'error');
  const problems = model.tree.problems
    .filter((problem) => !reportedByRules.has(problem.code) && !errors.some(({ span }) => isWithin(problem, span)))
    .map(findingOf);
  return [...found, ...problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
});

/** Whether a rule already reports an error for the same text, which is more precise. */
function isWithin({ start, end }: SyntaxProblem, span: Span): boolean {
  return span.start <= start && end <= span.end;
}

function findingOf({ code, message, start, end }: SyntaxProblem): Finding {
  return { rule: code, severity: 'error', span: { start, end }, message, fixes: [], related: [], tag: undefined };
}
