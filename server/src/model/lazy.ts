import type { Stage } from './model.ts';

/** Computes a value when it is first asked for, and remembers it. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** One value for each key, made when first asked for. */
export function remembered<K, T>(make: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key)!;
  };
}

/** One value for each stage, made from that of its parent; for long chains of stages without deep recursion. */
export function perStage<T>(make: (stage: Stage, parent: T | undefined) => T): (stage: Stage) => T {
  const known = new Map<Stage, T>();
  return (stage) => {
    const missing: Stage[] = [];
    for (let next: Stage | undefined = stage; next && !known.has(next); next = next.parent) missing.push(next);
    for (const next of missing.reverse()) known.set(next, make(next, next.parent && known.get(next.parent)));
    return known.get(stage)!;
  };
}
