import { runRules } from '../../linter/engine.ts';
import type { RuleFailure } from '../../linter/engine.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Finding } from '../../linter/rule.ts';
import type { IgnoreDocument } from './document.ts';
import { memoizeWeak } from '../../base/memoize.ts';

/**
 * All that there is to say about a .dockerignore, in the order of the text. Found when first asked for, and once for all services. Never
 * throws; `onFailure` hears of a rule that did.
 */
export const diagnoseIgnoreFile = memoizeWeak(
  (document: IgnoreDocument, onFailure?: (failure: RuleFailure) => void): readonly Finding[] => {
    const { file, build, users, rules: settings } = document;
    return runRules({ file, build, users, rules: allRules, settings, ...(onFailure && { onFailure }) });
  },
);
