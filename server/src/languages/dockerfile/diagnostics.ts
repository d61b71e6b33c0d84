import { runRules } from '../../linter/engine.ts';
import type { RuleFailure } from '../../linter/engine.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Finding } from '../../linter/rule.ts';
import type { SyntaxProblem } from '../../syntax/tree.ts';
import type { Span } from '../../base/span.ts';
import type { DockerfileDocument } from './document.ts';
import { memoizeWeak } from '../../base/memoize.ts';

/** Problems of the parser that a rule of the same name reports, with its own settings and fixes. */
const reportedByRules: ReadonlySet<string> = new Set(allRules.map((rule) => rule.id));

/**
 * All that there is to say about a Dockerfile: what its rules find, and what the parser could not take, in the order of the text.
 * Found when first asked for, and once for all services. Never throws; `onFailure` hears of a rule that did.
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

/** A rule that has an error to tell of the same words knows better what they are. */
function isWithin({ start, end }: SyntaxProblem, span: Span): boolean {
  return span.start <= start && end <= span.end;
}

function findingOf({ code, message, start, end }: SyntaxProblem): Finding {
  return { rule: code, severity: 'error', span: { start, end }, message, fixes: [], related: [], tag: undefined };
}
