import { runRulesInSteps } from '../../linter/engine.ts';
import type { RuleFailure } from '../../linter/finding-of.ts';
import { ruleCatalogue } from '../../rules/catalogue.generated.ts';
import type { Finding } from '../../linter/rule.ts';
import type { IgnoreDocument } from './document.ts';
import { LazyWork } from '../../base/lazy-work.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import type { Work } from '../../base/work.ts';

/**
 * All findings for a .dockerignore file, in the order of the text. Memoized for all features. Never throws; `onFailure` is called for each
 * rule that threw.
 */
export function diagnoseIgnoreFile(document: IgnoreDocument, onFailure?: (failure: RuleFailure) => void): readonly Finding[] {
  return findings(document, onFailure).now();
}

/** As `diagnoseIgnoreFile`, in steps. */
export function diagnoseIgnoreFileInSteps(document: IgnoreDocument, onFailure?: (failure: RuleFailure) => void): Work<readonly Finding[]> {
  return findings(document, onFailure).inSteps();
}

const findings = memoizeWeak(
  ({ file, build, users, rules }: IgnoreDocument, onFailure?: (failure: RuleFailure) => void) =>
    new LazyWork(() => runRulesInSteps({ file, build, users, ...rules, known: ruleCatalogue, ...(onFailure && { onFailure }) })),
);
