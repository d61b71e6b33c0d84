/*
 * Paths as text, without a file system. Three kinds are told apart:
 * - absolute paths in an image: `/app/main.py`, `C:\app` on Windows;
 * - context paths, relative to the root of a build context: `src/main.py`, the root itself is '';
 * - words as the author wrote them, relative or absolute, with `.`, `..` and doubled slashes.
 */

/** The operating system of an image, which decides how its paths are written. */
export type PathStyle = 'linux' | 'windows';

/**
 * The shortest path that means the same: no empty parts, no `.`, `..` resolved where possible, no trailing slash; an empty path is `.`.
 * Go's `path.Clean`, which BuildKit applies to .dockerignore patterns and COPY sources. https://pkg.go.dev/path#Clean
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
 * A COPY/ADD source or another path as a context path: `/x`, `./x` and `../x` are all `x`, the root itself is ''. BuildKit joins sources to
 * the root before it resolves them, so that none leads out of the context.
 */
export function contextPath(path: string): string {
  return cleanPath(`/${path}`).slice(1);
}

/** The context path of `path` as seen from a folder of the context (a context path); undefined where `..` leads out of the context. */
export function joinContextPath(folder: string, path: string): string | undefined {
  const joined = cleanPath(`./${folder}/${path}`);
  return joined === '..' || joined.startsWith('../') ? undefined : joined === '.' ? '' : joined;
}

/**
 * The absolute path in an image of `path` as seen from `folder`, in its shortest form. Undefined for a relative path when `folder` is not
 * known. A path that names no drive of Windows is on `C:`; Windows accepts both slashes.
 * https://docs.docker.com/reference/dockerfile/#workdir
 */
export function absolutePath(folder: string | undefined, path: string, style: PathStyle = 'linux'): string | undefined {
  if (style === 'windows') return absoluteOnWindows(folder, path);
  if (path.startsWith('/')) return cleanPath(path);
  return folder === undefined ? undefined : cleanPath(`/${folder}/${path}`);
}

/** Whether a path does not depend on the working directory: on Windows one with a drive, or with a slash of either kind at its start. */
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
 * As `absolutePath`, for a word of a shell command on Linux. Undefined also where the word is empty or the shell replaces a part of it
 * (`~`, a variable, a command); globs stay as they are.
 */
export function shellPath(folder: string | undefined, word: string): string | undefined {
  return word === '' || /^~|[$`]/.test(word) ? undefined : absolutePath(folder, word);
}

/** Whether a path is a folder or lies below it; both absolute, or both context paths. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || folder === '/' || folder === '' || path.startsWith(`${folder}/`);
}

/** The part of a path below a folder, '' for the folder itself; undefined where the path is not within it. */
export function pathBelow(folder: string, path: string): string | undefined {
  if (!isWithin(folder, path)) return undefined;
  return path.slice(folder.length).replace(/^\//, '');
}

/** The path of something in a folder, by its path relative to it; '' is the folder itself. The folder may be '/' or ''. */
export function joinPath(folder: string, inner: string): string {
  if (inner === '' || folder === '') return folder || inner;
  return folder.endsWith('/') ? folder + inner : `${folder}/${inner}`;
}

/** The folder that a path lies in: '' for the entries of a context's root, '/' for those of an image's. */
export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return path.slice(0, slash === 0 ? 1 : Math.max(0, slash));
}

/** The folders that a path lies in, the nearest first, without the root. */
export function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = parentOf(path); folder !== '' && folder !== '/'; folder = parentOf(folder)) folders.push(folder);
  return folders;
}

/** The last part of a path, after its last slash; '' where it ends in one. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** How many folders a context path lies in. */
export function depthOf(path: string): number {
  return path.split('/').length - 1;
}
