import { distance } from 'fastest-levenshtein';
import { addToList } from './lists.ts';
import { lazy } from './memoize.ts';

/**
 * Returns the candidate that `word` was most likely meant to be, or undefined if none is close enough. Words of two to four letters may
 * differ by one edit, longer ones by a third of their letters, or by `most` edits. A single letter has no similar candidate. Case is ignored.
 */
export function mostSimilar(word: string, candidates: Iterable<string>, most = Infinity): string | undefined {
  const wanted = word.toLowerCase();
  const allowed = Math.min(most, allowedEdits(word));
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) > allowed + 1) continue;
    const d = editDistance(wanted, candidate.toLowerCase());
    if (d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  return bestDistance <= allowed ? best : undefined;
}

/**
 * Returns the only candidate that differs from `word` in one edit at most, or only in letter case. Undefined if there are several or none, and
 * for words of less than three letters.
 */
export function onlyNeighbor(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  if (wanted.length < 3) return undefined;
  const near = new Set([...candidates].filter((candidate) => editDistance(wanted, candidate.toLowerCase()) <= 1));
  return near.size === 1 ? [...near][0] : undefined;
}

/** The number of edits by which a candidate may differ. */
function allowedEdits({ length }: string): number {
  return length <= 4 ? Math.min(1, length - 1) : Math.floor(length / 3);
}

/**
 * As `mostSimilar`, for a long list that is searched often: words that cannot be similar, by their lengths and the characters that occur in
 * them, are skipped without comparing them.
 */
export function similarIn(candidates: readonly string[]): (word: string, most?: number) => string | undefined {
  const sets = Uint32Array.from(candidates, characterSet);
  return (word, most = Infinity) => {
    const allowed = Math.min(most, allowedEdits(word));
    const set = characterSet(word);
    // An edit replaces at most one character with another one.
    const near = candidates.filter(
      (candidate, i) => Math.abs(candidate.length - word.length) <= allowed && bitCount(sets[i]! ^ set) <= 2 * allowed,
    );
    return mostSimilar(word, near, most);
  };
}

/** The characters of a word as bits, in lower case. Different characters may share a bit. */
function characterSet(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) & 31);
  return set >>> 0;
}

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Levenshtein distance, except that two swapped neighbouring letters count as one edit (`emali`, `email`). */
function editDistance(a: string, b: string): number {
  for (let i = 0; i + 1 < a.length && a.length === b.length; i++) {
    if (a[i] !== b[i]) return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2) ? 1 : distance(a, b);
  }
  return distance(a, b);
}

/**
 * Names of variables, among which the one is found that another name is most likely a misspelling of. A name that differs by a letter is
 * often another variable: one edit, or two in a word of eight letters or more, inside one word of the name (`APP_HOM` and `APP_HOME`). Not
 * in the first letter, a digit, a final S (`HTTP_PORT`, `HTTPS_PORT`) or a replaced letter of a short word (`DATA`, `DATE`). Two missing or
 * additional underscores count as one edit each. Case is ignored. A name is only compared with those that agree in the rest.
 */
export class KnownNames {
  private readonly names: readonly string[];
  private readonly indexes = lazy(() => this.indexesByKey());

  constructor(names: readonly string[]) {
    this.names = names;
  }

  /** The first known name that only differs in case, else the first of which `name` is a misspelling. */
  misspelled(name: string): string | undefined {
    const lower = name.toLowerCase();
    const indexes = new Set(keysOf(lower).flatMap((key) => this.indexes().get(key) ?? []));
    const candidates = [...indexes].sort((a, b) => a - b).map((i) => this.names[i]!).filter((candidate) => candidate !== name); // prettier-ignore
    return (
      candidates.find((candidate) => candidate.toLowerCase() === lower) ??
      candidates.find((candidate) => isMisspelling(lower, candidate.toLowerCase()))
    );
  }

  private indexesByKey(): ReadonlyMap<string, readonly number[]> {
    const indexes = new Map<string, number[]>();
    for (const [i, name] of this.names.entries()) {
      for (const key of keysOf(name.toLowerCase())) {
        addToList(indexes, key, i);
      }
    }
    return indexes;
  }
}

/** Texts of which two names share one if they are equal or one is a misspelling of the other: all but the letters of one word. */
function keysOf(name: string): readonly string[] {
  const words = name.split('_');
  const withoutLetters = (word: string): string => `${word.slice(0, 1)}?${digitsOf(word)}`;
  return [words.join(''), ...words.map((word, i) => words.with(i, withoutLetters(word)).join('_'))];
}

function digitsOf(word: string): string {
  return word.replace(/\D/g, '');
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
  if (digitsOf(word) !== digitsOf(other)) return false;
  const edits = editDistance(word, other);
  const isReplacement = short.length === long.length && [...short].sort().join('') !== [...long].sort().join('');
  if (edits === 1) return !isReplacement || short.length >= 6;
  return edits === 2 && short.length >= 8;
}
