/** A function without arguments that computes its value on the first call and returns the same value from then on. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/**
 * A function that computes one value for each key, on the first call with that key, also where the value is undefined. Keys are compared
 * as in a Map. `details`: more arguments for the first call; they must not change the value. `limit`: with so many values all are dropped
 * and computed anew, which bounds the memory of a function that lives as long as the process. A computation that throws is not kept.
 */
export function memoize<K, T, D extends readonly unknown[] = []>(
  make: (key: K, ...details: D) => T,
  limit = Infinity,
): (key: K, ...details: D) => T {
  const known = new Map<K, T>();
  return (key, ...details) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as T;
    const value = make(key, ...details);
    if (known.size >= limit) known.clear();
    known.set(key, value);
    return value;
  };
}

/** As `memoize`, for keys that are objects: a value is kept for as long as something else holds its key. */
export function memoizeWeak<K extends object, T, D extends readonly unknown[] = []>(
  make: (key: K, ...details: D) => T,
): (key: K, ...details: D) => T {
  const known = new WeakMap<K, T>();
  return (key, ...details) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as T;
    const value = make(key, ...details);
    known.set(key, value);
    return value;
  };
}
