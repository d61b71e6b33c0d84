import { runRules } from '../../linter/engine.ts';
import type { RuleFailure } from '../../linter/engine.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Finding } from '../../linter/rule.ts';
import type { IgnoreDocument } from './document.ts';
import { memoizeWeak } from '../../base/memoize.ts';

/**
 * All findings for a .dockerignore file, in the order of the text. Memoized for all features. Never throws; `onFailure` is called for each
 * rule that threw.
 */
export const diagnoseIgnoreFile = memoizeWeak(
  (document: IgnoreDocument, onFailure?: (failure: RuleFailure) => void): readonly Finding[] => {
    const { file, build, users, rules: settings } = document;
    return runRules({ file, build, users, rules: allRules, settings, ...(onFailure && { onFailure }) });
  },
);
