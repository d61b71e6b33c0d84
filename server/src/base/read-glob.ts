import { characterAt } from './glob.ts';
import type { CharacterTest, Glob, GlobPiece } from './glob.ts';

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
