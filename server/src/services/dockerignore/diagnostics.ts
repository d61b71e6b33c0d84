import type { RuleFailure } from '../../rules/engine.ts';
import { runIgnoreRules } from '../../rules/ignore-engine.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Finding } from '../../rules/rule.ts';
import type { IgnoreDocument } from './document.ts';

/** All that there is to say about a .dockerignore, in the order of the text. Never throws; `onFailure` hears of a rule that did. */
export function diagnoseIgnoreFile(document: IgnoreDocument, onFailure?: (failure: RuleFailure) => void): readonly Finding[] {
  const { file, build, users, rules: settings } = document;
  return runIgnoreRules({ file, build, users, rules: allRules, settings, ...(onFailure && { onFailure }) });
}
