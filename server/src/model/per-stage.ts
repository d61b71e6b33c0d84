import { finish, inOneStep } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import type { Stage } from './model.ts';

/**
 * Memoizes a value per stage that is computed from the value of the parent stage. Iterative, so that long chains of stages cannot exhaust
 * the stack.
 */
export function perStage<T>(make: (stage: Stage, parent: T | undefined) => T): (stage: Stage) => T {
  return perStageInSteps<T>((stage, parent) => inOneStep(make(stage, parent))).now;
}

/** A value per stage that can be computed in steps before it is needed. */
export interface PerStage<T> {
  now(stage: Stage): T;
  /** Computes the value of a stage, and first those of its parents. */
  inSteps(stage: Stage): Work<T>;
}

/** As `perStage`, for work in steps. */
export function perStageInSteps<T>(make: (stage: Stage, parent: T | undefined) => Work<T>): PerStage<T> {
  const known = new Map<Stage, T>();
  function* inSteps(stage: Stage): Work<T> {
    const missing: Stage[] = [];
    for (let next: Stage | undefined = stage; next && !known.has(next); next = next.parent) missing.push(next);
    for (const next of missing.reverse()) {
      const value = yield* make(next, next.parent && known.get(next.parent));
      // Somebody else may have needed it between the steps.
      if (!known.has(next)) known.set(next, value);
    }
    return known.get(stage)!;
  }
  return { now: (stage) => known.get(stage) ?? finish(inSteps(stage)), inSteps };
}
