import { distance } from 'fastest-levenshtein';

/**
 * The candidate that `word` was most likely meant to be, or undefined when none is near enough: at most one slip in
 * words of two to four letters, else a third of the letters; none in a single letter, which every other would be near to.
 * Letter case is disregarded.
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

/** Levenshtein distance in which two neighbouring letters that changed places count as one slip (`emali`, `email`). */
function editDistance(a: string, b: string): number {
  for (let i = 0; i + 1 < a.length && a.length === b.length; i++) {
    if (a[i] !== b[i]) return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2) ? 1 : distance(a, b);
  }
  return distance(a, b);
}
