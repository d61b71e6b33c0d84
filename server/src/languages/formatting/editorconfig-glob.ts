import { globEnds } from '../../base/glob.ts';
import { isNotSlash, readGlob } from '../../base/read-glob.ts';
import type { GlobDialect } from '../../base/read-glob.ts';

/** https://spec.editorconfig.org/#glob-expressions */
const editorConfigGlob: GlobDialect = {
  wildcard: isNotSlash,
  twoStars: 'editorconfig',
  classes: 'lenient',
  negations: '!',
  braces: true,
  strictEscapes: false,
};

/** The maximum length of a section name in the specification. */
const maxGlobLength = 4096;

/**
 * Whether a section of an .editorconfig file applies to the file at `path`, relative to the folder of the .editorconfig. A glob without a
 * slash matches files with that name in all folders. A glob that exceeds the maximum length matches nothing.
 */
export function globMatches(glob: string, path: string): boolean {
  if (glob.length > maxGlobLength) return false;
  const pieces = readGlob(glob.startsWith('/') ? glob.slice(1) : glob, editorConfigGlob)!;
  const starts = [0];
  if (!glob.includes('/')) for (let i = 0; i < path.length; i++) if (path[i] === '/') starts.push(i + 1);
  return globEnds(pieces, path, starts).at(-1) === path.length;
}
