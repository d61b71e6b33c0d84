import { runRules } from '../../linter/engine.ts';
import type { RuleFailure } from '../../linter/engine.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Finding } from '../../linter/rule.ts';
import type { DockerfileDocument } from './document.ts';
import { memoizeWeak } from '../../base/memoize.ts';

/**
 * All findings for a Dockerfile, in the order of the text. Memoized for all features. Never throws; `onFailure`
 * is called for each rule that threw.
 */
export const diagnose = memoizeWeak((document: DockerfileDocument, onFailure?: (failure: RuleFailure) => void): readonly Finding[] => {
  const { model, build, rules: settings } = document;
  return runRules({ model, build, rules: allRules, settings, ...(onFailure && { onFailure }) });
});
