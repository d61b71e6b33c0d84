import { memoize, memoizeWeak } from '../base/memoize.ts';
import type { Work } from '../base/work.ts';
import { imageStatesOf } from '../facts/image/images.ts';
import type { Stage } from '../model/model.ts';
import type { RuleContext } from './rule.ts';

/** Visits a stage in steps, and returns whether it reported something. */
type StageCheck<Messages extends string> = (stage: Stage, context: RuleContext<Messages>) => Work<boolean>;

/**
 * A visitor of stages that does not repeat `check` for a stage in which it found nothing, until the text of the stage or of one that it
 * builds on, the build context or the data files change.
 *
 * @param check Depends on nothing else, in particular not on later stages, except for what `variantOf` returns.
 */
export function visitChangedStages<Messages extends string>(
  check: StageCheck<Messages>,
  variantOf: (stage: Stage) => unknown = () => undefined,
): (stage: Stage, context: RuleContext<Messages>) => Work<void> {
  const cleanStages = memoizeWeak((_assets: object) => memoize((_variant: unknown) => new WeakSet()));
  return function* (stage, context): Work<void> {
    const clean = cleanStages(context.assets)(variantOf(stage));
    const identity = imageStatesOf(context.facts).identityOf(stage);
    if (clean.has(identity)) return;
    if (!(yield* check(stage, context))) clean.add(identity);
  };
}
