/** An empty list to share, where thousands of objects have one. */
export const none: readonly never[] = [];
/** The list, or the shared one if it is empty. */
export function orNone<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? none : list;
}

/** The same as a set: an empty Set takes 270 bytes. */
export const noMembers: ReadonlySet<never> = new Set<never>();

/** Adds a value to the list of a key, and creates the list if it is missing. */
export function addToList<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** The values by key, each list in the order of the values. */
export function listsBy<K, V>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, V[]> {
  const lists = new Map<K, V[]>();
  for (const value of values) addToList(lists, keyOf(value), value);
  return lists;
}

/** Adds items to a list. Unlike `list.push(...items)`, for any number of items: a call has a limit of about 100,000 arguments. */
export function appendAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}
