import { runRulesInSteps } from '../../linter/engine.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import type { Work } from '../../base/work.ts';
import { fixAllInSteps as fixAllText } from '../../linter/fix-all.ts';
import type { FixAllResult } from '../../linter/fix-all.ts';
import { ruleCatalogue } from '../../rules/catalogue.generated.ts';
import type { AnyRule, Finding } from '../../linter/rule.ts';
import { diagnoseInSteps } from './diagnostics.ts';
import { withText } from './document.ts';
import type { DockerfileDocument } from './document.ts';

/** The rules with safe fixes. The others do not have to run again after each round. */
const withSafeFixes = memoizeWeak((rules: readonly AnyRule[]) => rules.filter((rule) => rule.fix === 'safe'));

/** Applies all safe fixes, or those of one rule, and returns the text and the fixed findings. */
export function fixAllInSteps(document: DockerfileDocument, rule?: string): Work<FixAllResult> {
  return fixAll(document, function* (current) {
    const findings = yield* current === document ? diagnoseInSteps(current) : findSafeFixes(current);
    return rule === undefined ? findings : findings.filter((finding) => finding.rule === rule);
  });
}

/** As `fixAllInSteps`, for the findings of some rules. */
export function fixAllOfRules(document: DockerfileDocument, rules: readonly AnyRule[]): Work<FixAllResult> {
  return fixAll(document, ({ model, build, assets }) => runRulesInSteps({ model, build, assets, rules }));
}

function fixAll(document: DockerfileDocument, find: (current: DockerfileDocument) => Work<readonly Finding[]>): Work<FixAllResult> {
  return fixAllText(document.text, function* (text) {
    const current = withText(document, text);
    return { units: current.model.tree.instructions, findings: yield* find(current) };
  });
}

function findSafeFixes({ model, build, assets, rules: { rules, settings } }: DockerfileDocument): Work<readonly Finding[]> {
  return runRulesInSteps({ model, build, assets, rules: withSafeFixes(rules), known: ruleCatalogue, settings });
}
