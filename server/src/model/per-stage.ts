import { finish, inOneStep } from '../base/work.ts';
import type { Work } from '../base/work.ts';
import type { Stage } from './model.ts';

/**
 * Memoizes a value per stage that is computed from the value of the parent stage. Iterative, so that long chains of stages cannot exhaust
 * the stack.
 */
export function perStage<T>(make: (stage: Stage, parent: T | undefined) => T): (stage: Stage) => T {
  const values = new PerStage<T>((stage, parent) => inOneStep(make(stage, parent)));
  return (stage) => values.now(stage);
}

/**
 * A value per stage that can be computed in steps before it is needed. A class, because V8 creates a hidden class for each generator
 * function that is created in a function, which keeps whole models alive until the next major garbage collection.
 */
export class PerStage<T> {
  private readonly make: (stage: Stage, parent: T | undefined) => Work<T>;
  private readonly known = new Map<Stage, T>();

  constructor(make: (stage: Stage, parent: T | undefined) => Work<T>) {
    this.make = make;
  }

  now(stage: Stage): T {
    return this.known.get(stage) ?? finish(this.inSteps(stage));
  }

  /** Computes the value of a stage, and first those of its parents. */
  *inSteps(stage: Stage): Work<T> {
    const { known } = this;
    const missing: Stage[] = [];
    for (let next: Stage | undefined = stage; next && !known.has(next); next = next.parent) missing.push(next);
    for (const next of missing.reverse()) {
      const value = yield* this.make(next, next.parent && known.get(next.parent));
      // Somebody else may have needed it between the steps.
      if (!known.has(next)) known.set(next, value);
    }
    return known.get(stage)!;
  }
}
