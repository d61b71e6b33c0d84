import type { RuleFailure } from '../../rules/engine.ts';
import { runIgnoreRules } from '../../rules/ignore-engine.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Finding } from '../../rules/rule.ts';
import type { IgnoreDocument } from './document.ts';
import { oncePer } from '../../text/once-per.ts';

/**
 * All that there is to say about a .dockerignore, in the order of the text. Found when first asked for, and once for all services. Never
 * throws; `onFailure` hears of a rule that did.
 */
export const diagnoseIgnoreFile = oncePer((document: IgnoreDocument, onFailure?: (failure: RuleFailure) => void): readonly Finding[] => {
  const { file, build, users, rules: settings } = document;
  return runIgnoreRules({ file, build, users, rules: allRules, settings, ...(onFailure && { onFailure }) });
});
