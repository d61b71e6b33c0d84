import { hasWildcard } from '../glob.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import { patternTest } from './matcher.ts';
import type { IgnorePattern } from './patterns.ts';

/** Whether no path can match the pattern: the context root and everything above it. */
export function matchesNothing({ cleaned }: IgnorePattern): boolean {
  return cleaned === '.' || cleaned === '/' || cleaned === '..' || cleaned.startsWith('../');
}

/** Whether the pattern is a single path without wildcards. */
export function isLiteral({ cleaned }: IgnorePattern): boolean {
  return !hasWildcard(cleaned) && !cleaned.includes('\\');
}

/** Whether every path that matches `inner` is certain to match `outer` too, in any context. Returns false if unknown. */
export function covers(outer: IgnorePattern, inner: IgnorePattern): boolean {
  if (matchesNothing(outer) || matchesNothing(inner)) return false;
  const [a, b] = [outer.cleaned, inner.cleaned];
  // A pattern that matches a folder matches everything in it.
  if (a === b || a === '*' || a === '**' || b.startsWith(`${a}/`)) return true;
  const anywhere = a.startsWith('**/') ? a.slice('**/'.length) : undefined;
  if (anywhere !== undefined && `/${b}/`.includes(`/${anywhere}/`)) return true;
  return isLiteral(inner) && testOf(outer)(b);
}

const testOf = memoizeWeak(patternTest);
