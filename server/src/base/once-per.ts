/**
 * One value for each object, made when first asked for, and kept for as long as somebody else holds the object. `about`: what the
 * first asker has to add, if anything; it must not change the value.
 */
export function oncePer<K extends object, T, A = undefined>(make: (key: K, about?: A) => T): (key: K, about?: A) => T {
  const made = new WeakMap<K, T>();
  return (key, about) => {
    const known = made.get(key);
    if (known !== undefined || made.has(key)) return known as T;
    const value = make(key, about);
    made.set(key, value);
    return value;
  };
}
