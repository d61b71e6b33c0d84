import { distance } from 'fastest-levenshtein';

/**
 * Returns the candidate that `word` was most likely meant to be, or undefined if none is close enough. Words of two to four letters may
 * differ by one edit, longer ones by a third of their letters. A single letter has no similar candidate. Case is ignored.
 */
export function mostSimilar(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  const allowed = wanted.length <= 4 ? Math.min(1, wanted.length - 1) : Math.floor(wanted.length / 3);
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > allowed + 1) continue;
    const d = editDistance(wanted, candidate.toLowerCase());
    if (d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  return bestDistance <= allowed ? best : undefined;
}

/** Levenshtein distance, except that two swapped neighbouring letters count as one edit (`emali`, `email`). */
function editDistance(a: string, b: string): number {
  for (let i = 0; i + 1 < a.length && a.length === b.length; i++) {
    if (a[i] !== b[i]) return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2) ? 1 : distance(a, b);
  }
  return distance(a, b);
}
