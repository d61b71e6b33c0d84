/*
 * One matcher for all glob dialects. A dialect defines the meaning of the special characters, and a pattern is parsed into pieces once. The
 * matcher follows all possible matches at the same time, so that its time is at most the length of the pattern times the length of the
 * text. A regular expression for `*a*a*a*b` would take exponential time.
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

/** The meaning of the special characters in a pattern. */
export interface GlobDialect {
  /** The characters that `*` and `?` match. */
  readonly wildcard: CharacterTest;
  /**
   * What `**` means. `editorconfig`: any characters, and two stars between slashes also match no folder. `moby`: any number of folders with the slash
   * after them; at the end of the pattern, any characters. Undefined: the same as `*`.
   */
  readonly twoStars?: 'editorconfig' | 'moby';
  /**
   * Character classes such as `[abc]`. `go`: `[^a]` negates, a class can match a slash, and an unclosed class is an error. `lenient`: the
   * characters in `negations` negate, no class matches a slash, and an invalid class is literal text. Undefined: brackets are literal text.
   */
  readonly classes?: 'go' | 'lenient';
  readonly negations?: string;
  /** The characters that a `go` class can contain without a backslash; all if undefined. Any other character makes the pattern invalid. */
  readonly members?: CharacterTest;
  /** `{a,b}` and `{1..9}`. */
  readonly braces?: boolean;
  /** The characters that a backslash can escape; all if undefined. */
  readonly escapable?: CharacterTest;
  /** Whether a backslash before a character that cannot be escaped, or at the end, is an error. Otherwise it is literal text. */
  readonly strictEscapes: boolean;
}

export const isNotSlash: CharacterTest = (character) => character !== '/';
const isAny: CharacterTest = () => true;

/** Parses a pattern. Returns undefined if its syntax is invalid in the dialect. */
export function readGlob(pattern: string, dialect: GlobDialect): Glob | undefined {
  const reader = new Reader(pattern, dialect);
  const glob = reader.until(pattern.length);
  return reader.isWrong ? undefined : glob;
}

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
function characterAt(text: string, at: number): string | undefined {
  return text.codePointAt(at)! > 0xffff ? text.slice(at, at + 2) : text[at];
}

const slash: GlobPiece = { kind: 'text', text: '/' };
const anything: GlobPiece = { kind: 'many', fits: isAny };

/** A character class and the offset of its closing bracket. */
interface CharacterClass {
  readonly fits: CharacterTest;
  readonly end: number;
}

/** Parses a pattern from left to right. */
class Reader {
  isWrong = false;
  private readonly pattern: string;
  private readonly dialect: GlobDialect;
  private at = 0;
  /** After the last `]` no `[` can start a class. This avoids a search to the end of the pattern for each `[`. */
  private readonly lastBracket: number;

  constructor(pattern: string, dialect: GlobDialect) {
    this.lastBracket = pattern.lastIndexOf(']');
    this.pattern = pattern;
    this.dialect = dialect;
  }

  until(end: number): Glob {
    const pieces: GlobPiece[] = [];
    while (this.at < end && !this.isWrong) {
      const piece = this.next(end);
      const last = pieces.at(-1);
      if (piece.kind === 'text' && last?.kind === 'text') pieces[pieces.length - 1] = { kind: 'text', text: last.text + piece.text };
      else pieces.push(piece);
    }
    return pieces;
  }

  private next(end: number): GlobPiece {
    const { pattern, dialect, at } = this;
    const character = characterAt(pattern, at)!;
    if (dialect.twoStars && (character === '*' || character === '/')) {
      const piece = dialect.twoStars === 'moby' ? this.twoStarsOfMoby() : this.twoStarsOfEditorConfig();
      if (piece) return piece;
    }
    if (character === '*') return this.take(1, { kind: 'many', fits: dialect.wildcard });
    if (character === '?') return this.take(1, { kind: 'one', fits: dialect.wildcard });
    if (character === '[' && dialect.classes) return this.characterClass(end);
    if (character === '{' && dialect.braces) return this.braces(end) ?? this.text(character);
    if (character === '\\') return this.escaped(end);
    return this.text(character);
  }

  private take(length: number, piece: GlobPiece): GlobPiece {
    this.at += length;
    return piece;
  }

  private text(text: string, length = text.length): GlobPiece {
    return this.take(length, { kind: 'text', text });
  }

  private escaped(end: number): GlobPiece {
    const next = this.at + 1 < end ? characterAt(this.pattern, this.at + 1) : undefined;
    const { escapable = isAny, strictEscapes } = this.dialect;
    if (next !== undefined && escapable(next)) return this.text(next, 1 + next.length);
    if (strictEscapes) this.isWrong = true;
    return this.text('\\');
  }

  private twoStarsOfEditorConfig(): GlobPiece | undefined {
    const { pattern, at } = this;
    if (pattern.startsWith('/**/', at)) return this.take(4, { kind: 'either', alternatives: [[slash], [slash, anything, slash]] });
    return pattern.startsWith('**', at) ? this.take(2, anything) : undefined;
  }

  private twoStarsOfMoby(): GlobPiece | undefined {
    const { pattern, at } = this;
    if (!pattern.startsWith('**', at)) return undefined;
    const length = pattern[at + 2] === '/' ? 3 : 2;
    return this.take(length, at + length >= pattern.length ? anything : { kind: 'either', alternatives: [[], [anything, slash]] });
  }

  private characterClass(end: number): GlobPiece {
    const { classes, negations = '', members = isAny } = this.dialect;
    const found =
      this.at >= this.lastBracket
        ? undefined
        : classes === 'go'
          ? goClass(this.pattern, this.at + 1, members)
          : lenientClass(this.pattern, this.at + 1, end, negations);
    if (found) return this.take(found.end + 1 - this.at, { kind: 'one', fits: found.fits });
    if (classes === 'go') this.isWrong = true;
    return this.text('[');
  }

  /** Parses `{a,b}` or `{1..9}`. Any other braces are literal text, and their content is parsed as part of the pattern. */
  private braces(end: number): GlobPiece | undefined {
    const parts = partsOf(this.pattern, this.at, end);
    if (!parts) return undefined;
    const { commas, close } = parts;
    if (commas.length === 0) {
      const [, from, to] = /^([+-]?\d{1,15})\.\.([+-]?\d{1,15})$/.exec(this.pattern.slice(this.at + 1, close)) ?? [];
      if (from === undefined) return undefined;
      const [a, b] = [Number(from), Number(to)];
      return this.take(close + 1 - this.at, { kind: 'number', from: Math.min(a, b), to: Math.max(a, b) });
    }
    const alternatives: Glob[] = [];
    for (const border of [...commas, close]) {
      this.at++; // the brace or comma before it
      alternatives.push(this.until(border));
    }
    return this.take(1, { kind: 'either', alternatives });
  }
}

type Range = readonly [low: number, high: number];

function inRanges(ranges: readonly Range[], character: string): boolean {
  const code = character.codePointAt(0)!;
  return ranges.some(([low, high]) => low <= code && code <= high);
}

/**
 * Parses a class of Go's filepath.Match, from the character after its `[`. Returns undefined if it is invalid: unclosed, empty, or with a
 * descending range (an error of the regular expression that moby makes of a .dockerignore pattern). https://pkg.go.dev/path/filepath#Match
 */
function goClass(pattern: string, start: number, isMember: CharacterTest): CharacterClass | undefined {
  let at = start;
  const negated = pattern[at] === '^';
  if (negated) at++;
  const member = (): number | undefined => {
    if (pattern[at] === undefined || pattern[at] === '-' || pattern[at] === ']') return undefined;
    const escaped = pattern[at] === '\\';
    if (escaped) at++;
    const character = characterAt(pattern, at);
    if (character === undefined || (!escaped && !isMember(character))) return undefined;
    at += character.length;
    return character.codePointAt(0);
  };
  const ranges: Range[] = [];
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = member();
    if (low === undefined) return undefined;
    const isRange = pattern[at] === '-';
    if (isRange) at++;
    const high = isRange ? member() : low;
    if (high === undefined || high < low) return undefined;
    ranges.push([low, high]);
  }
  return { fits: (character) => negated !== inRanges(ranges, character), end: at };
}

/**
 * Parses a class of a shell or of EditorConfig, from the character after its `[`. Returns undefined if there is none. A `]` in first place
 * is a member.
 */
function lenientClass(pattern: string, start: number, limit: number, negations: string): CharacterClass | undefined {
  const negated = pattern[start] !== undefined && negations.includes(pattern[start]!);
  const from = negated ? start + 1 : start;
  let end = from;
  while (end < limit && (pattern[end] !== ']' || end === from)) end += pattern[end] === '\\' ? 2 : 1;
  if (end >= limit || pattern.slice(from, end).includes('/')) return undefined;
  const members = [...pattern.slice(from, end).replace(/\\(.)/gsu, '$1')];
  const ranges: Range[] = [];
  for (let i = 0; i < members.length; i++) {
    const low = members[i]!;
    const high = members[i + 1] === '-' ? members[i + 2] : undefined;
    if (high !== undefined) i += 2;
    ranges.push([low.codePointAt(0)!, (high ?? low).codePointAt(0)!]);
  }
  return { fits: (character) => character !== '/' && negated !== inRanges(ranges, character), end };
}

/** Finds the commas and the closing brace of the braces that open at `open`. Returns undefined if they are not closed. */
function partsOf(pattern: string, open: number, end: number): { readonly commas: readonly number[]; readonly close: number } | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let i = open; i < end; i++) {
    const character = pattern[i];
    if (character === '\\') i++;
    else if (character === '{') depth++;
    else if (character === ',' && depth === 1) commas.push(i);
    else if (character === '}' && --depth === 0) return { commas, close: i };
  }
  return undefined;
}
