import type { RuleFailure } from '../../rules/engine.ts';
import { runIgnoreRules } from '../../rules/ignore-engine.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Finding } from '../../rules/rule.ts';
import type { IgnoreDocument } from './document.ts';

const remembered = new WeakMap<IgnoreDocument, readonly Finding[]>();

/**
 * All that there is to say about a .dockerignore, in the order of the text. Found when first asked for, and once for all services. Never
 * throws; `onFailure` hears of a rule that did.
 */
export function diagnoseIgnoreFile(document: IgnoreDocument, onFailure?: (failure: RuleFailure) => void): readonly Finding[] {
  const known = remembered.get(document);
  if (known) return known;
  const { file, build, users, rules: settings } = document;
  const found = runIgnoreRules({ file, build, users, rules: allRules, settings, ...(onFailure && { onFailure }) });
  remembered.set(document, found);
  return found;
}
