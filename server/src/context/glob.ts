import { fitsGlob, isNotSlash, readGlob } from '../base/glob.ts';
import type { GlobDialect } from '../base/glob.ts';

/** Tells whether a text fits the pattern it was made from. */
export type GlobTest = (text: string) => boolean;

/** Whether BuildKit looks for files that fit the source, instead of taking it as a path. A backslash takes the next character's meaning. */
export function hasWildcard(source: string): boolean {
  return /^(?:\\.|[^\\*?[])*[*?[]/s.test(source);
}

/** Patterns of Go's filepath.Match, which COPY and ADD are written in. https://pkg.go.dev/path/filepath#Match */
export const goGlob: GlobDialect = { wildcard: isNotSlash, classes: 'go', strictEscapes: true };

/** The test for a source of COPY or ADD. Undefined where Go says that the syntax is bad. */
export function compileGlob(pattern: string): GlobTest | undefined {
  const glob = readGlob(pattern, goGlob);
  return glob && ((text) => fitsGlob(glob, text));
}
