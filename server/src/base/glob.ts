/*
 * One matcher for all glob dialects. A dialect defines the meaning of the special characters, and a pattern is parsed into pieces once
 * (read-glob.ts). The matcher follows all possible matches at the same time, so that its time is at most the length of the pattern times the
 * length of the text; only short texts and patterns are matched by trying. A regular expression for `*a*a*a*b` would take exponential time.
 */

export type CharacterTest = (character: string) => boolean;

/** One part of a parsed pattern. */
export type GlobPiece =
  | { readonly kind: 'text'; readonly text: string }
  /** One character. */
  | { readonly kind: 'one'; readonly fits: CharacterTest }
  /** Any number of characters, including none. */
  | { readonly kind: 'many'; readonly fits: CharacterTest }
  /** One of several patterns: `{a,b}`. */
  | { readonly kind: 'either'; readonly alternatives: readonly Glob[] }
  /** A whole number without leading zeros: `{1..9}`. */
  | { readonly kind: 'number'; readonly from: number; readonly to: number };

/** A parsed pattern. */
export type Glob = readonly GlobPiece[];

/** Whether the glob matches the whole text. */
export function matchesGlob(glob: Glob, text: string): boolean {
  const last = glob.at(-1);
  if (last?.kind === 'text' && !text.endsWith(last.text)) return false;
  if (text.length <= shortText && isSimple(glob)) return matchesFrom(glob, 0, text, 0);
  return globEnds(glob, text).at(-1) === text.length;
}

/** Up to this length, a text is matched by trying, which takes at most its square. */
const shortText = 300;

/** Whether at most two pieces can match in several ways, which are tried one after the other. */
function isSimple(glob: Glob): boolean {
  let ways = 0;
  for (const { kind } of glob) {
    if (kind === 'number') return false;
    if (kind === 'many' || kind === 'either') ways++;
  }
  return ways <= 2;
}

/** Whether the pieces from index `i` on match the rest of the text. Creates no objects: most globs are matched with very many paths. */
function matchesFrom(glob: Glob, i: number, text: string, at: number): boolean {
  const piece = glob[i];
  if (!piece) return at === text.length;
  switch (piece.kind) {
    case 'text':
      return text.startsWith(piece.text, at) && matchesFrom(glob, i + 1, text, at + piece.text.length);
    case 'one': {
      const character = characterAt(text, at);
      return character !== undefined && piece.fits(character) && matchesFrom(glob, i + 1, text, at + character.length);
    }
    case 'many':
      for (let end = at; ;) {
        if (matchesFrom(glob, i + 1, text, end)) return true;
        const character = characterAt(text, end);
        if (character === undefined || !piece.fits(character)) return false;
        end += character.length;
      }
    default:
      return globEnds(glob.slice(i), text, [at]).at(-1) === text.length;
  }
}

/** Returns the offsets, in ascending order, at which matches that begin at one of `starts` (ascending offsets) can end. */
export function globEnds(glob: Glob, text: string, starts: readonly number[] = [0]): readonly number[] {
  let reached = starts;
  for (const piece of glob) {
    if (reached.length === 0) break;
    reached = endsOf(piece, text, reached);
  }
  return reached;
}

function endsOf(piece: GlobPiece, text: string, starts: readonly number[]): readonly number[] {
  switch (piece.kind) {
    case 'text':
      return eachStart(starts, (start) => (text.startsWith(piece.text, start) ? piece.text.length : 0));
    case 'one':
      return eachStart(starts, (start) => {
        const character = characterAt(text, start);
        return character !== undefined && piece.fits(character) ? character.length : 0;
      });
    case 'many':
      return runsFrom(piece.fits, text, starts);
    case 'number':
      return ascending(starts.flatMap((start) => numberEnds(piece, start, text)));
    case 'either':
      return ascending(piece.alternatives.flatMap((way) => globEnds(way, text, starts)));
  }
}

/** `lengthAt` returns the length of the match that begins at an offset, or 0 if there is none. */
function eachStart(starts: readonly number[], lengthAt: (start: number) => number): readonly number[] {
  const ends: number[] = [];
  for (const start of starts) {
    const length = lengthAt(start);
    if (length > 0) ends.push(start + length);
  }
  return ends;
}

/** Skips a start that the run of an earlier start has reached, so that each character is tested once. */
function runsFrom(fits: CharacterTest, text: string, starts: readonly number[]): readonly number[] {
  const ends: number[] = [];
  let last = -1;
  for (const start of starts) {
    if (start <= last) continue;
    ends.push((last = start));
    for (let character = characterAt(text, last); character !== undefined && fits(character); character = characterAt(text, last)) {
      ends.push((last += character.length));
    }
  }
  return ends;
}

function numberEnds({ from, to }: { from: number; to: number }, start: number, text: string): readonly number[] {
  const [digits = ''] = /^-?(?:0|[1-9]\d{0,14})/.exec(text.slice(start, start + 16)) ?? [];
  const ends: number[] = [];
  for (let length = digits.startsWith('-') ? 2 : 1; length <= digits.length; length++) {
    const number = Number(digits.slice(0, length));
    if (number >= from && number <= to) ends.push(start + length);
  }
  return ends;
}

function ascending(offsets: readonly number[]): readonly number[] {
  return [...new Set(offsets)].sort((a, b) => a - b);
}

/** The character at an offset. A character outside the basic multilingual plane takes two UTF-16 code units. */
export function characterAt(text: string, at: number): string | undefined {
  return text.codePointAt(at)! > 0xffff ? text.slice(at, at + 2) : text[at];
}
