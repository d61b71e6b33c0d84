import { parentOf } from '../../base/paths.ts';
import { memoize, memoizeWeak } from '../../base/memoize.ts';
import { PatternIndex } from './pattern-index.ts';
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
 * after its folder's. Paths are context paths (`a/b`, no leading slash). Memoized by list.
 */
export const createIgnoreMatcher = memoizeWeak((patterns: readonly IgnorePattern[]): IgnoreMatcher => {
  if (patterns.length === 0) return () => undefined;
  const index = new PatternIndex(patterns.map(({ cleaned }) => cleaned));
  const decidingIndex = (path: string): number => index.lastMatch(path, folderIndex(parentOf(path)));
  const folderIndex = memoize((path: string): number => (path === '' ? -1 : decidingIndex(path)));
  return (path) => (path === '' ? undefined : patterns[decidingIndex(path)]);
});

/** Whether a single line matches a path or one of its folders, ignoring other lines. */
export function patternTest(pattern: IgnorePattern): (path: string) => boolean {
  const decide = createIgnoreMatcher([pattern]);
  return (path) => decide(path) !== undefined;
}
