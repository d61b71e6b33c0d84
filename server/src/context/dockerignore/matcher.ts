import { parentOf } from '../../base/paths.ts';
import { matchesGlob, readGlob } from '../../base/glob.ts';
import type { Glob, GlobDialect } from '../../base/glob.ts';
import { memoize } from '../../base/memoize.ts';
import { goGlob } from '../glob.ts';
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
  const tests = patterns.map(({ cleaned }) => compilePattern(cleaned));
  const decidingIndex = (path: string): number => {
    const inherited = folderIndex(parentOf(path));
    for (let i = tests.length - 1; i > inherited; i--) if (tests[i]!(path)) return i;
    return inherited;
  };
  const folderIndex = memoize((path: string): number => (path === '' ? -1 : decidingIndex(path)));
  return (path) => (path === '' ? undefined : patterns[decidingIndex(path)]);
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

/** Compiles one pattern to a test: a fast search for its longest literal text, then the glob itself. */
function compilePattern(cleaned: string): (path: string) => boolean {
  // Two stars at the start, without another wildcard or a slash after them, mean "ends with".
  const glob = readGlob(cleaned.replace(/^\*\*(?=[^*/?[\\][^*?[\\]*$)/, '**/*'), mobyGlob);
  if (!glob) return () => false;
  const stretch = longestText(glob);
  return (path) => path.includes(stretch) && matchesGlob(glob, path);
}

/** The longest literal text that every matching path must contain; '' if there is none. */
function longestText(glob: Glob): string {
  return glob.reduce((longest, piece) => (piece.kind === 'text' && piece.text.length > longest.length ? piece.text : longest), '');
}
