import type { Stage } from './model.ts';

/** One value for each stage, computed from that of its parent stage. Long chains of stages need no deep recursion. */
export function perStage<T>(make: (stage: Stage, parent: T | undefined) => T): (stage: Stage) => T {
  const known = new Map<Stage, T>();
  return (stage) => {
    const missing: Stage[] = [];
    for (let next: Stage | undefined = stage; next && !known.has(next); next = next.parent) missing.push(next);
    for (const next of missing.reverse()) known.set(next, make(next, next.parent && known.get(next.parent)));
    return known.get(stage)!;
  };
}
