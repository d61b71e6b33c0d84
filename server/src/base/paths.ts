/*
 * Paths as text, without a file system. There are three kinds:
 * - absolute paths in an image: `/app/main.py`, `C:\app` on Windows;
 * - context paths, relative to the root of a build context: `src/main.py`, the root itself is '';
 * - words as the author wrote them, relative or absolute, with `.`, `..` and doubled slashes.
 */

/** The operating system of an image, which defines the syntax of its paths. */
export type PathStyle = 'linux' | 'windows';

/** A part that `cleanPath` removes: it is empty, `.` or `..`. */
const unclean = /\/\.{0,2}(?:\/|$)|^\.{1,2}(?:\/|$)|^$/;

/**
 * The shortest equivalent path: no empty parts, no `.`, `..` resolved where possible, no trailing slash; an empty path becomes `.`.
 * Go's `path.Clean`, which BuildKit applies to .dockerignore patterns and COPY sources. https://pkg.go.dev/path#Clean
 */
export function cleanPath(path: string): string {
  // Most paths are clean, and there may be very many of them.
  if (!unclean.test(path)) return path;
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
 * Converts a COPY or ADD source, or another path, to a context path: `/x`, `./x` and `../x` are all `x`, and the root is ''. BuildKit joins
 * sources to the root before it resolves them, so that no source can leave the context.
 */
export function contextPath(path: string): string {
  return cleanPath(`/${path}`).slice(1);
}

/** Resolves `path` from a folder of the context (a context path) to a context path. Returns undefined if `..` leaves the context. */
export function joinContextPath(folder: string, path: string): string | undefined {
  const joined = cleanPath(`./${folder}/${path}`);
  return joined === '..' || joined.startsWith('../') ? undefined : joined === '.' ? '' : joined;
}

/**
 * Resolves `path` from `folder` to a clean absolute path in an image. Returns undefined for a relative path if `folder` is unknown. On
 * Windows, a path without a drive is on `C:`, and both slashes are accepted.
 * https://docs.docker.com/reference/dockerfile/#workdir
 */
export function absolutePath(folder: string | undefined, path: string, style: PathStyle = 'linux'): string | undefined {
  if (style === 'windows') return absoluteOnWindows(folder, path);
  if (path.startsWith('/')) return cleanPath(path);
  return folder === undefined ? undefined : cleanPath(`${folder.startsWith('/') ? '' : '/'}${folder}/${path}`);
}

/**
 * Whether a path does not depend on the working directory. On Windows, these are paths that start with a drive or with a slash of either
 * kind.
 */
export function isAbsolutePath(path: string, style: PathStyle = 'linux'): boolean {
  return (style === 'windows' ? /^(?:[/\\]|[a-z]:)/i : /^\//).test(path);
}

function absoluteOnWindows(folder: string | undefined, path: string): string | undefined {
  const drive = /^[a-z]:/i.exec(path)?.[0];
  const rest = path.slice(drive?.length ?? 0).replaceAll('\\', '/');
  if (drive || rest.startsWith('/')) return `${(drive ?? 'C:').toUpperCase()}${cleanPath(`/${rest}`).replaceAll('/', '\\')}`;
  return folder === undefined ? undefined : absoluteOnWindows(undefined, `${folder}/${rest}`);
}

/**
 * Like `absolutePath`, for a word of a shell command on Linux. Also returns undefined if the word is empty or the shell expands a part of
 * it (`~`, a variable, a command substitution). Globs are not changed.
 */
export function shellPath(folder: string | undefined, word: string): string | undefined {
  return word === '' || /^~|[$`]/.test(word) ? undefined : absolutePath(folder, word);
}

/** Whether a path is the folder or below it. Both are absolute paths, or both are context paths. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || folder === '/' || folder === '' || path.startsWith(`${folder}/`);
}

/** The path relative to a folder, '' for the folder itself. Returns undefined if the path is not within the folder. */
export function pathBelow(folder: string, path: string): string | undefined {
  if (!isWithin(folder, path)) return undefined;
  return path.slice(folder.length).replace(/^\//, '');
}

/** Joins a folder and a path relative to it; '' is the folder itself. The folder can be '/' or ''. */
export function joinPath(folder: string, inner: string): string {
  if (inner === '' || folder === '') return folder || inner;
  return folder.endsWith('/') ? folder + inner : `${folder}/${inner}`;
}

/** The folder that contains a path: '' for entries of the context root, '/' for entries of the image root. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return path.slice(0, slash === 0 ? 1 : Math.max(0, slash));
}

/** The folders that contain a path, nearest first, without the root. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = parentOf(path); folder !== '' && folder !== '/'; folder = parentOf(folder)) folders.push(folder);
  return folders;
}

/** The last part of a path, after its last slash; '' if the path ends with a slash. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The number of folders that contain a context path. */
export function depthOf(path: string): number {
  return path.split('/').length - 1;
}
