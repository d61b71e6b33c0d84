import { parentOf } from '../../base/paths.ts';
import { matchesGlob, readGlob } from '../../base/glob.ts';
import type { Glob, GlobDialect } from '../../base/glob.ts';
import { memoize } from '../../base/memoize.ts';
import { goGlob } from '../glob.ts';
import { isLiteral } from './patterns.ts';
import type { IgnorePattern } from './patterns.ts';

/**
 * Returns the last pattern that matches the path or one of its folders, whether it excludes or includes. Returns undefined if there is
 * none.
 */
export type IgnoreMatcher = (path: string) => IgnorePattern | undefined;

/**
 * Creates the matcher for a list of patterns. "The last line of the .dockerignore that matches a particular file determines whether it is
 * included or excluded" (Docker's reference), and a pattern that matches a folder matches everything in it. So the line for a path is that
 * of its folder, unless a later line matches the path itself: each folder is matched once, and each path is only compared with the lines
 * after its folder's. Paths are context paths (`a/b`, no leading slash).
 */
export function createIgnoreMatcher(patterns: readonly IgnorePattern[]): IgnoreMatcher {
  const index = new PatternIndex(patterns);
  const decidingIndex = (path: string): number => index.lastMatch(path, folderIndex(parentOf(path)));
  const folderIndex = memoize((path: string): number => (path === '' ? -1 : decidingIndex(path)));
  return (path) => (path === '' ? undefined : patterns[decidingIndex(path)]);
}

/** The length of the texts by which patterns are indexed. */
const keyLength = 3;

/** Patterns by what a matching path must contain, so that a path is not compared with all lines of a long file. */
class PatternIndex {
  /** The last line of each path without wildcards. */
  private readonly byPath = new Map<string, number>();
  /** Patterns by the first characters of their longest literal text; '' for those with a shorter one. In the order of the lines. */
  private readonly byText = new Map<string, CompiledPattern[]>();

  constructor(patterns: readonly IgnorePattern[]) {
    for (const [line, { cleaned }] of patterns.entries()) {
      if (isLiteral(cleaned)) this.byPath.set(cleaned, line);
      else this.add(line, cleaned);
    }
  }

  /** The last line after `line` that matches the path itself; `line` if there is none. */
  lastMatch(path: string, line: number): number {
    let last = this.lastOf('', path, Math.max(line, this.byPath.get(path) ?? -1));
    if (this.byText.size === 0) return last;
    for (let i = 0; i + keyLength <= path.length; i++) last = this.lastOf(path.slice(i, i + keyLength), path, last);
    return last;
  }

  private lastOf(key: string, path: string, line: number): number {
    const patterns = this.byText.get(key) ?? [];
    for (let i = patterns.length - 1; i >= 0 && patterns[i]!.line > line; i--) if (patterns[i]!.fits(path)) return patterns[i]!.line;
    return line;
  }

  private add(line: number, cleaned: string): void {
    const compiled = compilePattern(cleaned);
    if (!compiled) return;
    const { text, fits } = compiled;
    const key = text.length < keyLength ? '' : text.slice(0, keyLength);
    const same = this.byText.get(key);
    if (same) same.push({ line, fits });
    else this.byText.set(key, [{ line, fits }]);
  }
}

interface CompiledPattern {
  readonly line: number;
  readonly fits: (path: string) => boolean;
}

/** Whether a single line matches a path or one of its folders, ignoring other lines. */
export function patternTest(pattern: IgnorePattern): (path: string) => boolean {
  const decide = createIgnoreMatcher([pattern]);
  return (path) => decide(path) !== undefined;
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

/** Compiles one pattern to a test: a fast search for its longest literal text, then the glob itself. Undefined if it matches nothing. */
function compilePattern(cleaned: string): { readonly text: string; readonly fits: (path: string) => boolean } | undefined {
  // Two stars at the start, without another wildcard or a slash after them, mean "ends with".
  const glob = readGlob(cleaned.replace(/^\*\*(?=[^*/?[\\][^*?[\\]*$)/, '**/*'), mobyGlob);
  if (!glob) return undefined;
  const text = longestText(glob);
  return { text, fits: (path) => path.includes(text) && matchesGlob(glob, path) };
}

/** The longest literal text that every matching path must contain; '' if there is none. */
function longestText(glob: Glob): string {
  return glob.reduce((longest, piece) => (piece.kind === 'text' && piece.text.length > longest.length ? piece.text : longest), '');
}
