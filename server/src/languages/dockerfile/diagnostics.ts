import { runRulesInSteps } from '../../linter/engine.ts';
import type { RuleFailure } from '../../linter/engine.ts';
import { allRules } from '../../rules/registry.generated.ts';
import type { Finding } from '../../linter/rule.ts';
import type { DockerfileDocument } from './document.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import { finish } from '../../base/work.ts';
import type { Work } from '../../base/work.ts';

/**
 * All findings for a Dockerfile, in the order of the text. Memoized for all features. Never throws; `onFailure`
 * is called for each rule that threw.
 */
export function diagnose(document: DockerfileDocument, onFailure?: (failure: RuleFailure) => void): readonly Finding[] {
  return finish(diagnoseInSteps(document, onFailure));
}

const memo = memoizeWeak<DockerfileDocument, { findings?: readonly Finding[] }>(() => ({}));

/** As `diagnose`, in steps. */
export function* diagnoseInSteps(document: DockerfileDocument, onFailure?: (failure: RuleFailure) => void): Work<readonly Finding[]> {
  const { model, build, assets, rules: settings } = document;
  const known = memo(document);
  return (known.findings ??= yield* runRulesInSteps({ model, build, assets, rules: allRules, settings, ...(onFailure && { onFailure }) }));
}
