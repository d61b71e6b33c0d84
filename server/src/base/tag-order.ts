import { lazy } from './memoize.ts';

/** Created on first use, because a collator takes 5 ms to create, as long as loading all rules. */
const collator = lazy(() => new Intl.Collator('en', { numeric: true }));

/** Compares image tags: words first (`latest`, `alpine`), then versions in descending order; numbers in a tag are compared as numbers. */
export function newestTagFirst(a: string, b: string): number {
  const [wordA, wordB] = [/^\D/.test(a), /^\D/.test(b)];
  if (wordA !== wordB) return wordA ? -1 : 1;
  const { compare } = collator();
  return wordA ? compare(a, b) : compare(b, a);
}

/** Compares two texts, for sorting. Numbers in them are compared as numbers: `v1.9.0` is before `v1.10.0`. */
export function compareNumbered(a: string, b: string): number {
  return collator().compare(a, b);
}
