import { lazy } from './memoize.ts';

/** Made when tags are sorted: a collator takes an engine 5 ms, as long as all rules take to load. */
const collator = lazy(() => new Intl.Collator('en', { numeric: true }));

/** Compares image tags: words first (`latest`, `alpine`), then versions in descending order; numbers in a tag are compared as numbers. */
export function newestTagFirst(a: string, b: string): number {
  const [wordA, wordB] = [/^\D/.test(a), /^\D/.test(b)];
  if (wordA !== wordB) return wordA ? -1 : 1;
  const { compare } = collator();
  return wordA ? compare(a, b) : compare(b, a);
}
