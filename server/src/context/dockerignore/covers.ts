import { hasWildcard } from '../glob.ts';
import { fitsPattern } from './matcher.ts';
import type { IgnorePattern } from './patterns.ts';

/** Whether no path can fit the pattern: the root itself, and what lies above it. */
export function fitsNothing({ cleaned }: IgnorePattern): boolean {
  return cleaned === '.' || cleaned === '/' || cleaned === '..' || cleaned.startsWith('../');
}

/** Whether the pattern names one path, with no sign in it that stands for others. */
export function isLiteral({ cleaned }: IgnorePattern): boolean {
  return !hasWildcard(cleaned) && !cleaned.includes('\\');
}

/** Whether surely every path that fits `inner` fits `outer` too, in whatever context. False where nobody can tell. */
export function covers(outer: IgnorePattern, inner: IgnorePattern): boolean {
  if (fitsNothing(outer) || fitsNothing(inner)) return false;
  const [a, b] = [outer.cleaned, inner.cleaned];
  // What fits a folder fits all that is below it.
  if (a === b || a === '*' || a === '**' || b.startsWith(`${a}/`)) return true;
  const anywhere = a.startsWith('**/') ? a.slice('**/'.length) : undefined;
  if (anywhere !== undefined && `/${b}/`.includes(`/${anywhere}/`)) return true;
  return isLiteral(inner) && fitsPattern(outer)(b);
}
