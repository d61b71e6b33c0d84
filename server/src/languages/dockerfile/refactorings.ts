import { meets } from '../../base/span.ts';
import type { Span } from '../../base/span.ts';
import { LazyWork } from '../../base/lazy-work.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import type { Work } from '../../base/work.ts';
import { runRulesInSteps } from '../../linter/engine.ts';
import type { Finding } from '../../linter/rule.ts';
import type { RuleSettings } from '../../linter/settings.ts';
import { offersAt } from '../../refactorings/offers.ts';
import type { NamedOffer } from '../../refactorings/offers.ts';
import { allRules } from '../../rules/registry.generated.ts';
import { instructionAt } from '../../syntax/instruction-at.ts';
import { diagnoseInSteps } from './diagnostics.ts';
import type { DockerfileDocument } from './document.ts';

/** Rules whose fixes are useful without a finding: the rule is off, or reports only what costs more. */
const offering = allRules.filter(({ refactoring }) => refactoring !== undefined);
const settings: RuleSettings = {
  preset: 'all',
  byRule: Object.fromEntries(offering.map(({ id, refactoring }) => [id, { options: refactoring as Record<string, unknown> }])),
};

/** The refactorings at a place: those of refactorings/, and the fixes of rules that report nothing there. */
export function* refactoringsAt(document: DockerfileDocument, at: Span): Work<readonly NamedOffer[]> {
  return [...(yield* offersAt(document, at)), ...(yield* fixesAsOffers(document, at))];
}

function* fixesAsOffers(document: DockerfileDocument, at: Span): Work<readonly NamedOffer[]> {
  const instruction = instructionAt(document.model.tree, at.start);
  if (!instruction) return [];
  const isHere = ({ span, related }: Finding): boolean =>
    [span, ...related.map((other) => other.span)].some((each) => meets(each, instruction));
  const found = yield* diagnoseInSteps(document);
  const reported = new Set(found.filter(isHere).map(({ rule }) => rule));
  const offered = yield* offeredBy(document).inSteps();
  return offered
    .filter((finding) => isHere(finding) && !reported.has(finding.rule))
    .flatMap(({ rule, fixes }) => fixes.map(({ title, edits }) => ({ id: rule, kind: 'rewrite' as const, title, edits })));
}

/** What the offering rules find, once for each version of the document: the cursor moves more often than the text changes. */
const offeredBy = memoizeWeak(
  ({ model, build, assets }: DockerfileDocument) =>
    new LazyWork(() => runRulesInSteps({ model, build, assets, rules: offering, settings })),
);
