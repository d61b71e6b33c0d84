import { parentOf } from '../../base/paths.ts';
import ignore from '@balena/dockerignore';
import { memoize } from '../../base/memoize.ts';
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

/** One pattern as a test: a cheap look for its longest literal stretch, then @balena/dockerignore, which matches as moby does. */
function compilePattern(cleaned: string): (path: string) => boolean {
  const stretch = longestLiteral(cleaned);
  const matcher = ignore({ ignorecase: false }).add(forBalena(cleaned));
  try {
    matcher.ignores('.');
  } catch {
    // Wildcards inside a class can make a broken regular expression, of which moby says "syntax error in pattern" as well.
    return () => false;
  }
  return (path) => path.includes(stretch) && matcher.ignores(path);
}

/** The longest stretch that every matching path must contain; '' where there is none. */
function longestLiteral(cleaned: string): string {
  // `**/` also stands for no folder at all, so that the slash behind it need not be in the path.
  const stretches = cleaned.split(/\*\*\/?|[*?]|\\.?|\[(?:\\.|[^\]\\])*\]/s);
  return stretches.reduce((longest, next) => (next.length > longest.length ? next : longest), '');
}

/**
 * Spells a pattern so that @balena/dockerignore 1.0.2 reads it as moby/patternmatcher 0.6 does. It leaves `+ ( ) { } |` live in its
 * regular expression; a first `#` or `!` would be a comment or a negation (ours is taken off already); and a first `**` that no slash
 * follows means "ends with". A class of one character says the same thing plainly, on Windows too, where a backslash is a separator.
 */
function forBalena(cleaned: string): string {
  return cleaned
    .replace(/^\*\*(?=[^*/?[\\][^*?[\\]*$)/, '**/*')
    .replace(/^[#!]/, '[$&]')
    .replace(/\\.|\[(?:\\.|[^\]\\])*\]|[+(){}|]/gs, (found) => (found.length === 1 ? `[${found}]` : found));
}
