/** Returns a function that computes its value on the first call and returns the same value on later calls. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/**
 * Returns a function that computes the value of each key once, on the first call with that key. An undefined value is kept too. Keys are
 * compared as in a Map. `details` are further arguments for the computation; they must not change the value. When `limit` values are
 * stored, all are dropped, which bounds the memory of a function that lives as long as the process. If the computation throws, nothing is
 * stored.
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

/** Like `memoize`, for keys that are objects: a value is kept while the key is reachable. */
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
