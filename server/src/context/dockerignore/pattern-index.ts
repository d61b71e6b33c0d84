import { addToList } from '../../base/lists.ts';
import { memoize } from '../../base/memoize.ts';
import { matchesGlob } from '../../base/glob.ts';
import { readGlob } from '../../base/read-glob.ts';
import type { Glob } from '../../base/glob.ts';
import type { GlobDialect } from '../../base/read-glob.ts';
import { goGlob } from '../glob.ts';
import { isLiteral } from './patterns.ts';

/** The length of the texts by which patterns are indexed. */
const keyLength = 3;

/** With at most this many patterns with wildcards, comparing a path with each of them is faster than looking up its parts. */
const fewPatterns = 50;

/** Patterns by what a matching path must contain, so that a path is not compared with all lines of a long file. A line is an index in the list. */
export class PatternIndex {
  /** The lines of each path without wildcards. */
  private readonly byPath = new Map<string, number[]>();
  /** Patterns by the first characters of their longest literal text; '' for those with a shorter one. In the order of the lines. */
  private readonly byText = new Map<string, CompiledPattern[]>();
  /** The patterns of `byText`, in the order of the lines. */
  private readonly compiled: CompiledPattern[] = [];

  /** `patterns` are cleaned, without `!`. */
  constructor(patterns: readonly string[]) {
    for (const [line, cleaned] of patterns.entries()) {
      if (isLiteral(cleaned)) addToList(this.byPath, cleaned, line);
      else this.add(line, cleaned);
    }
  }

  /** All lines that match the path itself, in ascending order. */
  linesMatching(path: string): readonly number[] {
    const found = [...(this.byPath.get(path) ?? [])];
    if (this.compiled.length <= fewPatterns) addFitting(this.compiled, path, found);
    else for (const key of new Set(['', ...keysOf(path)])) addFitting(this.byText.get(key) ?? [], path, found);
    return found.sort((a, b) => a - b);
  }

  /** The last line after `line` that matches the path itself; `line` if there is none. */
  lastMatch(path: string, line: number): number {
    const literal = Math.max(line, this.byPath.get(path)?.at(-1) ?? -1);
    if (this.compiled.length <= fewPatterns) return lastFitting(this.compiled, path, literal);
    let last = lastFitting(this.byText.get('') ?? [], path, literal);
    for (const key of keysOf(path)) last = lastFitting(this.byText.get(key) ?? [], path, last);
    return last;
  }

  private add(line: number, cleaned: string): void {
    const compiled = compilePattern(cleaned);
    if (!compiled) return;
    const { text, fits } = compiled;
    const pattern = { line, fits };
    this.compiled.push(pattern);
    addToList(this.byText, text.length < keyLength ? '' : text.slice(0, keyLength), pattern);
  }
}

interface CompiledPattern {
  readonly line: number;
  readonly fits: (path: string) => boolean;
}

function addFitting(patterns: readonly CompiledPattern[], path: string, found: number[]): void {
  for (const { line, fits } of patterns) if (fits(path)) found.push(line);
}

/** The last line after `line` of those that match the path; `line` if there is none. `patterns`: in the order of the lines. */
function lastFitting(patterns: readonly CompiledPattern[], path: string, line: number): number {
  for (let i = patterns.length - 1; i >= 0 && patterns[i]!.line > line; i--) if (patterns[i]!.fits(path)) return patterns[i]!.line;
  return line;
}

function* keysOf(path: string): Generator<string> {
  for (let i = 0; i + keyLength <= path.length; i++) yield path.slice(i, i + keyLength);
}

/**
 * The syntax of .dockerignore patterns in moby/patternmatcher 0.6. It converts them to Go regular expressions, in which a backslash before
 * a letter or digit has a special meaning or is an error, and a wildcard in a class breaks the class.
 * https://github.com/moby/patternmatcher
 */
const mobyGlob: GlobDialect = {
  ...goGlob,
  twoStars: 'moby',
  escapable: (character) => /^[!-/:-@[-`{-~ ]$/.test(character),
  members: (character) => character !== '*' && character !== '?',
};

/** How many compiled patterns are kept: an edit changes one line of a file. */
const mostCompiled = 10_000;

/** Compiles one pattern to a test: a fast search for its longest literal text, then the glob itself. Undefined if it matches nothing. */
const compilePattern = memoize((cleaned: string): { readonly text: string; readonly fits: (path: string) => boolean } | undefined => {
  // Two stars at the start, without another wildcard or a slash after them, mean "ends with".
  const glob = readGlob(cleaned.replace(/^\*\*(?=[^*/?[\\][^*?[\\]*$)/, '**/*'), mobyGlob);
  if (!glob) return undefined;
  const text = longestText(glob);
  return { text, fits: (path) => path.includes(text) && matchesGlob(glob, path) };
}, mostCompiled);

/** The longest literal text that every matching path must contain; '' if there is none. */
function longestText(glob: Glob): string {
  return glob.reduce((longest, piece) => (piece.kind === 'text' && piece.text.length > longest.length ? piece.text : longest), '');
}
