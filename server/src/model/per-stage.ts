import type { Stage } from './model.ts';

/**
 * Memoizes a value per stage that is computed from the value of the parent stage. Iterative, so that long chains of stages cannot exhaust
 * the stack.
 *
 * @param known Values that were computed elsewhere; the others are added.
 */
export function perStage<T>(make: (stage: Stage, parent: T | undefined) => T, known = new Map<Stage, T>()): (stage: Stage) => T {
  return (stage) => {
    const missing: Stage[] = [];
    for (let next: Stage | undefined = stage; next && !known.has(next); next = next.parent) missing.push(next);
    for (const next of missing.reverse()) known.set(next, make(next, next.parent && known.get(next.parent)));
    return known.get(stage)!;
  };
}
