import { parentOf } from '../../base/paths.ts';
import { fitsGlob, readGlob } from '../../base/glob.ts';
import type { Glob, GlobDialect } from '../../base/glob.ts';
import { memoize } from '../../base/memoize.ts';
import { goGlob } from '../glob.ts';
import type { IgnorePattern } from './patterns.ts';

/** The last pattern that matches the path or one of its folders, whether it leaves out or takes back in; undefined where none does. */
export type IgnoreMatcher = (path: string) => IgnorePattern | undefined;

/**
 * Makes the test for a list of patterns. "The last line of the .dockerignore that matches a particular file determines whether it is
 * included or excluded" (Docker's reference), and what matches a folder matches all below it. So the deciding line of a path is its
 * folder's, unless a later line matches the path itself: each folder is decided once, and each path asks only the lines behind
 * its folder's. Paths are context paths (`a/b`, no leading slash).
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

/** Whether one line alone speaks of a path or of one of its folders, whatever other lines say. */
export function fitsPattern(pattern: IgnorePattern): (path: string) => boolean {
  const decide = createIgnoreMatcher([pattern]);
  return (path) => decide(path) !== undefined;
}

/**
 * Patterns of .dockerignore, as moby/patternmatcher 0.6 reads them. It makes Go regular expressions of them: there a backslash before a letter
 * or digit has a meaning of its own or is an error, and a wildcard in a class breaks the class. https://github.com/moby/patternmatcher
 */
const mobyGlob: GlobDialect = {
  ...goGlob,
  twoStars: 'moby',
  escapable: (character) => /^[!-/:-@[-`{-~ ]$/.test(character),
  members: (character) => character !== '*' && character !== '?',
};

/** One pattern as a test: a cheap look for its longest literal stretch, then the pattern itself. */
function compilePattern(cleaned: string): (path: string) => boolean {
  // Two stars at the start, with no other wildcard and no slash after them, mean "ends with".
  const glob = readGlob(cleaned.replace(/^\*\*(?=[^*/?[\\][^*?[\\]*$)/, '**/*'), mobyGlob);
  if (!glob) return () => false;
  const stretch = longestText(glob);
  return (path) => path.includes(stretch) && fitsGlob(glob, path);
}

/** The longest stretch that every matching path must contain; '' where there is none. */
function longestText(glob: Glob): string {
  return glob.reduce((longest, piece) => (piece.kind === 'text' && piece.text.length > longest.length ? piece.text : longest), '');
}
