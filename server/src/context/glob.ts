import { matchesGlob } from '../base/glob.ts';
import { isNotSlash, readGlob } from '../base/read-glob.ts';
import type { GlobDialect } from '../base/read-glob.ts';

/** Whether a text matches the pattern. */
export type GlobTest = (text: string) => boolean;

/** Whether BuildKit treats the source as a pattern instead of a path. A backslash escapes the next character. */
export function hasWildcard(source: string): boolean {
  return /^(?:\\.|[^\\*?[])*[*?[]/s.test(source);
}

/** The pattern syntax of Go's filepath.Match, which COPY and ADD use. https://pkg.go.dev/path/filepath#Match */
export const goGlob: GlobDialect = { wildcard: isNotSlash, classes: 'go', strictEscapes: true };

/** Compiles a source of COPY or ADD. Returns undefined if its syntax is invalid. */
export function compileGlob(pattern: string): GlobTest | undefined {
  const glob = readGlob(pattern, goGlob);
  return glob && ((text) => matchesGlob(glob, text));
}
