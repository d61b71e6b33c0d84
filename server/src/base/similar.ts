import { distance } from 'fastest-levenshtein';

/**
 * Returns the candidate that `word` was most likely meant to be, or undefined if none is close enough. Words of two to four letters may
 * differ by one edit, longer ones by a third of their letters, or by `most` edits. A single letter has no similar candidate. Case is ignored.
 */
export function mostSimilar(word: string, candidates: Iterable<string>, most = Infinity): string | undefined {
  const wanted = word.toLowerCase();
  const allowed = Math.min(most, wanted.length <= 4 ? Math.min(1, wanted.length - 1) : Math.floor(wanted.length / 3));
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

/**
 * Returns the candidate of which `name` is most likely a misspelling, or undefined. For names of variables, where a name that differs by a
 * letter is often another variable: one edit, or two in a word of eight letters or more, inside one word of the name (`APP_HOM` and
 * `APP_HOME`). Not in the first letter, a digit, a final S (`HTTP_PORT`, `HTTPS_PORT`) or a replaced letter of a short word (`DATA`,
 * `DATE`). Two missing or additional underscores count as one edit each. Case is ignored.
 */
export function misspelledName(name: string, candidates: Iterable<string>): string | undefined {
  const lower = name.toLowerCase();
  const all = [...candidates].filter((candidate) => candidate !== name);
  return (
    all.find((candidate) => candidate.toLowerCase() === lower) ?? all.find((candidate) => isMisspelling(lower, candidate.toLowerCase()))
  );
}

function isMisspelling(name: string, candidate: string): boolean {
  const words = name.split('_');
  const others = candidate.split('_');
  if (words.length !== others.length) {
    return name.length > 4 && Math.abs(words.length - others.length) <= 2 && words.join('') === others.join('');
  }
  const different = words.flatMap((word, i) => (word === others[i] ? [] : [[word, others[i]!] as const]));
  return different.length === 1 && isMisspelledWord(...different[0]!);
}

function isMisspelledWord(word: string, other: string): boolean {
  const [short, long] = word.length < other.length ? [word, other] : [other, word];
  if (short[0] !== long[0] || short.length < 3 || long.length < 4 || short + 's' === long) return false;
  if (word.replace(/\D/g, '') !== other.replace(/\D/g, '')) return false;
  const edits = editDistance(word, other);
  const isReplacement = short.length === long.length && [...short].sort().join('') !== [...long].sort().join('');
  if (edits === 1) return !isReplacement || short.length >= 6;
  return edits === 2 && short.length >= 8;
}
