/**
 * The shortest path that means the same: no empty parts, no `.`, `..` taken back where it can be, no trailing slash; an empty
 * path is `.`. Go's `path.Clean`, which BuildKit runs over .dockerignore patterns and COPY sources.
 */
export function cleanPath(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (!rooted) parts.push('..');
  }
  return (rooted ? '/' : '') + parts.join('/') || '.';
}

/**
 * A COPY/ADD source or context path relative to the context's root: `/x`, `./x` and `../x` are all `x`, the root itself is ''.
 * BuildKit joins sources to the root before it looks at them, so that none leads out of the context.
 */
export function contextPath(path: string): string {
  return cleanPath(`/${path}`).slice(1);
}

/** The folder that a context path lies in; '' for the root's own entries. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
