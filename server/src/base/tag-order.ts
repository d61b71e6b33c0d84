const { compare } = new Intl.Collator('en', { numeric: true });

/** Sorts tags of an image: words first (`latest`, `alpine`), then the highest version first; numbers in a tag are compared as numbers. */
export function newestTagFirst(a: string, b: string): number {
  const [wordA, wordB] = [/^\D/.test(a), /^\D/.test(b)];
  if (wordA !== wordB) return wordA ? -1 : 1;
  return wordA ? compare(a, b) : compare(b, a);
}
