/*
 * One matcher for all dialects of globs. A dialect says what the signs of a pattern mean; a pattern is read into pieces once; and all ways
 * to match a text are followed side by side, so that the time is at most the length of the pattern times that of the text, whatever they
 * are. A regular expression made of `*a*a*a*b` would take the power of the number of its stars.
 */

export type CharacterTest = (character: string) => boolean;

/** A part of a pattern, by what it matches. */
export type GlobPiece =
  | { readonly kind: 'text'; readonly text: string }
  /** One character. */
  | { readonly kind: 'one'; readonly fits: CharacterTest }
  /** Any number of characters, none included. */
  | { readonly kind: 'many'; readonly fits: CharacterTest }
  /** One of several patterns: `{a,b}`. */
  | { readonly kind: 'either'; readonly ways: readonly Glob[] }
  /** A whole number without leading zeros: `{1..9}`. */
  | { readonly kind: 'number'; readonly from: number; readonly to: number };

/** A pattern, ready to match. */
export type Glob = readonly GlobPiece[];

/** What the signs of a pattern mean. */
export interface GlobDialect {
  /** The characters that `*` and `?` match. */
  readonly wildcard: CharacterTest;
  /**
   * What two stars mean. `editorconfig`: any characters, and a folder's place in between slashes may be empty. `moby`: any number of
   * folders, the slash after it included; at the end of the pattern any characters. Undefined: the same as one star.
   */
  readonly twoStars?: 'editorconfig' | 'moby';
  /**
   * `[abc]`. `go`: `[^a]` negates, a class matches slashes too, and one that is not closed is an error. `lenient`: the signs of `negations`
   * negate, no class matches a slash, and what is not a class stands for itself. Undefined: brackets stand for themselves.
   */
  readonly classes?: 'go' | 'lenient';
  readonly negations?: string;
  /** The characters that a `go` class may hold without a backslash; all where it is undefined. With another one the pattern is wrong. */
  readonly members?: CharacterTest;
  /** `{a,b}` and `{1..9}`. */
  readonly braces?: boolean;
  /** Whether a backslash before this character is allowed, and takes its meaning; undefined where it is before all. */
  readonly escapable?: CharacterTest;
  /** A backslash at the end, or before another character than those, is an error; else it stands for itself. */
  readonly strictEscapes: boolean;
}

export const isNotSlash: CharacterTest = (character) => character !== '/';
const isAny: CharacterTest = () => true;

/** Reads a pattern. Undefined where the dialect says that its syntax is wrong. */
export function readGlob(pattern: string, dialect: GlobDialect): Glob | undefined {
  const reader = new Reader(pattern, dialect);
  const glob = reader.until(pattern.length);
  return reader.isWrong ? undefined : glob;
}

/** Whether the whole text matches. */
export function fitsGlob(glob: Glob, text: string): boolean {
  const [first] = glob;
  if (glob.length === 1 && first!.kind === 'text') return first!.text === text;
  return globEnds(glob, text).at(-1) === text.length;
}

/** Where matches that begin at one of `starts` (offsets, ascending) can end, ascending. */
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
      return ascending(piece.ways.flatMap((way) => globEnds(way, text, starts)));
  }
}

/** `lengthAt`: of the match that begins there; 0 where there is none. */
function eachStart(starts: readonly number[], lengthAt: (start: number) => number): readonly number[] {
  const ends: number[] = [];
  for (const start of starts) {
    const length = lengthAt(start);
    if (length > 0) ends.push(start + length);
  }
  return ends;
}

/** A start that an earlier one reaches adds nothing: each character is looked at once. */
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

/** A character outside of the basic plane is one, although it takes two places. */
function characterAt(text: string, at: number): string | undefined {
  return text.codePointAt(at)! > 0xffff ? text.slice(at, at + 2) : text[at];
}

const slash: GlobPiece = { kind: 'text', text: '/' };
const anything: GlobPiece = { kind: 'many', fits: isAny };

/** A class and where it ends. */
interface CharacterClass {
  readonly fits: CharacterTest;
  readonly end: number;
}

/** Reads a pattern from left to right. */
class Reader {
  isWrong = false;
  private readonly pattern: string;
  private readonly dialect: GlobDialect;
  private at = 0;
  /** Without a bracket that closes it, what follows is no class: so that many open ones are not searched over and over. */
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
    if (pattern.startsWith('/**/', at)) return this.take(4, { kind: 'either', ways: [[slash], [slash, anything, slash]] });
    return pattern.startsWith('**', at) ? this.take(2, anything) : undefined;
  }

  private twoStarsOfMoby(): GlobPiece | undefined {
    const { pattern, at } = this;
    if (!pattern.startsWith('**', at)) return undefined;
    const length = pattern[at + 2] === '/' ? 3 : 2;
    return this.take(length, at + length >= pattern.length ? anything : { kind: 'either', ways: [[], [anything, slash]] });
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

  /** Braces around anything but alternatives or a range are text, what is in them is read all the same. */
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
    const ways: Glob[] = [];
    for (const border of [...commas, close]) {
      this.at++; // the brace or comma before it
      ways.push(this.until(border));
    }
    return this.take(1, { kind: 'either', ways });
  }
}

type Range = readonly [low: number, high: number];

function inRanges(ranges: readonly Range[], character: string): boolean {
  const code = character.codePointAt(0)!;
  return ranges.some(([low, high]) => low <= code && code <= high);
}

/**
 * A class of Go's filepath.Match, from behind its `[`; undefined where that is an error: it is not closed or empty, or a range runs backwards
 * (the last is reported by the regular expression that moby makes of a .dockerignore). https://pkg.go.dev/path/filepath#Match
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

/** A class of a shell or of EditorConfig, from behind its `[`; undefined where it is none. A `]` in first place is a member. */
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

/** The commas of the braces that open at `open`, and where they close; undefined where they do not. */
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
