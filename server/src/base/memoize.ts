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
  // Many of these functions belong to one instruction and only get one key: an empty Map takes 250 bytes.
  let only: { readonly key: K; readonly value: T } | undefined;
  let known: Map<K, T> | undefined;
  return (key, ...details) => {
    if (known) {
      const found = known.get(key);
      if (found !== undefined || known.has(key)) return found as T;
    } else if (only && isSameKey(only.key, key)) return only.value;
    const value = make(key, ...details);
    if (!known && !only) only = { key, value };
    else {
      known ??= new Map(only && [[only.key, only.value]]);
      only = undefined;
      if (known.size >= limit) known.clear();
      known.set(key, value);
    }
    return value;
  };
}

/** As a Map compares keys. */
function isSameKey(a: unknown, b: unknown): boolean {
  return a === b || (a !== a && b !== b);
}

/**
 * Like `memoize`, for keys that are objects: a value is kept while its key is reachable. It is stored in the key, in a property that copies
 * and comparisons do not see; only for a frozen key in a WeakMap. V8's young-generation collector treats the values of a WeakMap as
 * reachable, so with a WeakMap the models of many edits survive until the next full collection (measured: scavenges of 10 ms). Of nested
 * memos, the innermost key holds the value: it has to be the one that lives shortest.
 */
export function memoizeWeak<K extends object, T, D extends readonly unknown[] = []>(
  make: (key: K, ...details: D) => T,
): (key: K, ...details: D) => T {
  const slot = Symbol('memo');
  const ofFrozen = new WeakMap<K, { readonly value: T }>();
  return (key, ...details) => {
    const known = (key as { readonly [slot]?: { readonly value: T } })[slot] ?? ofFrozen.get(key);
    if (known !== undefined) return known.value;
    const entry = { value: make(key, ...details) };
    if (Object.isExtensible(key)) Object.defineProperty(key, slot, { value: entry });
    else ofFrozen.set(key, entry);
    return entry.value;
  };
}
