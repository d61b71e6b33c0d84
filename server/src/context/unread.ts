import { contextPath } from '../base/paths.ts';
import { compileGlob } from './glob.ts';
import { createIgnoreMatcher } from './dockerignore/matcher.ts';
import { isLiteral, readIgnoreFile } from './dockerignore/patterns.ts';
import type { IgnorePattern } from './dockerignore/patterns.ts';
import { memoize } from '../base/memoize.ts';

/** Whether an ignore file excludes a folder with all its contents. A false answer is possible where a later line is hard to read. */
export type ExcludesWholly = (folder: string) => boolean;

/** How many ignore files and folders are kept. */
const mostIgnoreFiles = 8;
const mostFolders = 20_000;

/** The test for an ignore file with this text. Memoized. */
export const excludesWholly = memoize((ignoreText: string): ExcludesWholly => {
  const { patterns } = readIgnoreFile(ignoreText);
  const decide = createIgnoreMatcher(patterns);
  const exceptions = patterns.filter(({ negated }) => negated);
  const isExcluded = (folder: string): boolean => decide(folder)?.negated === false;
  return memoize((folder) => isExcluded(folder) && !exceptions.some((pattern) => mayMatchBelow(pattern, folder)), mostFolders);
}, mostIgnoreFiles);

/** Whether a pattern may match something in a folder: unless its literal folders are others. */
function mayMatchBelow({ cleaned }: IgnorePattern, folder: string): boolean {
  const above = folder.split('/');
  for (const [i, part] of cleaned.split('/').entries()) {
    if (i === above.length || !isLiteral(part)) return true;
    if (part !== above[i]) return false;
  }
  // The pattern is the folder itself, or one above it.
  return true;
}

/**
 * Whether the contents of a folder must be known for the files that a source of COPY, ADD or a mount takes.
 *
 * @param source The path or glob, with expanded variables.
 * @param folder A path of the build context.
 */
export function needsContents(source: string, folder: string, isExcluded: ExcludesWholly): boolean {
  const path = contextPath(source);
  if (path.includes('**')) return true;
  const parts = path === '' ? [] : path.split('/');
  const above = folder.split('/');
  const fits = parts.every((part, i) => i >= above.length || part === above[i] || compileGlob(part)?.(above[i]!) === true);
  if (!fits) return false;
  // A source inside the folder: whether it exists is a question of its own. A source around it takes nothing that is excluded.
  return parts.length > above.length || !isExcluded(folder);
}
