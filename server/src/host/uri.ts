import { URI, Utils } from 'vscode-uri';

/**
 * URIs as strings. Editors write the same URI in several ways (`%20` or a space, `C:` or `c%3A`, with or without a slash at the end), so
 * every function here accepts any of them, and returns the one canonical form of vscode-uri: a result can be compared, or be a key.
 */

/** The canonical form: percent-encoded as VS Code does it, the drive letter in lower case. */
export function canonicalUri(uri: string): string {
  return parse(uri).toString();
}

export function isSameUri(a: string, b: string): boolean {
  return a === b || canonicalUri(a) === canonicalUri(b);
}

/** The folder that contains a file or folder; the root folder contains itself. */
export function parentOf(uri: string): string {
  return Utils.dirname(parse(uri)).toString();
}

/** A path relative to a folder, decoded, with `/` as its separator. `.` and `..` are resolved, a trailing slash is dropped. */
export function joinUri(folder: string, path: string): string {
  return Utils.resolvePath(parse(folder), `./${path}`).toString();
}

/** The decoded path of `uri` relative to a folder; `''` for the folder itself, undefined if it lies outside. */
export function relativePath(folder: string, uri: string): string | undefined {
  const [root, at] = [parse(folder), parse(uri)];
  if (root.scheme !== at.scheme || root.authority.toLowerCase() !== at.authority.toLowerCase()) return undefined;
  const [rootPath, path] = [comparablePath(root), comparablePath(at)];
  if (path === rootPath) return '';
  return path.startsWith(`${rootPath}/`) ? path.slice(rootPath.length + 1) : undefined;
}

/**
 * The folder that a setting names: a URI; an absolute path, on the same file system as `base`; or a path relative to `base`, the URI of
 * a folder. Windows paths (`C:\x`, `\\server\share`) may have either kind of slash, and a relative path too where `base` has a drive.
 */
export function folderUri(folder: string, base: string): string {
  if (/^[a-z][\w+.-]+:\/\//i.test(folder)) return Utils.resolvePath(parse(folder)).toString();
  const origin = parse(base);
  const drive = /^\/[a-z]:/i.exec(origin.path)?.[0];
  const isWindowsPath = drive !== undefined || /^(?:[a-z]:[/\\]|\\)/i.test(folder);
  const path = isWindowsPath ? folder.replaceAll('\\', '/') : folder;
  const [, server, share] = isWindowsPath ? (/^\/\/([^/]+)(\/.*)?$/.exec(path) ?? []) : [];
  if (server !== undefined) return Utils.resolvePath(origin.with({ authority: server, path: share ?? '/' })).toString();
  if (/^[a-z]:\//i.test(path)) return Utils.resolvePath(origin.with({ path: `/${path}` })).toString();
  if (path.startsWith('/')) return Utils.resolvePath(origin.with({ path: `${drive ?? ''}${path}` })).toString();
  return joinUri(base, path);
}

/** The URI of an absolute path on this machine. */
export function fileUri(path: string): string {
  return URI.file(path).toString();
}

/** The name of the file or folder, decoded, for display. */
export function nameOf(uri: string): string {
  return Utils.basename(parse(uri));
}

/** A URI for display: the path of a file on disk, another URI decoded. */
export function displayPath(uri: string): string {
  const parsed = parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath : parsed.toString(true);
}

/** Whether the document has never been saved, and so has no folder. */
export function isUntitled(uri: string): boolean {
  return parse(uri).scheme === 'untitled';
}

/** Whether the file is on this machine, not in a virtual file system of the editor. */
export function isLocal(uri: string): boolean {
  return parse(uri).scheme === 'file';
}

/** Total: text that is not a URI becomes one that contains and equals no other. */
function parse(uri: string): URI {
  try {
    return URI.parse(uri);
  } catch {
    return URI.from({ scheme: 'invalid', path: `/${encodeURIComponent(uri)}` });
  }
}

/** The path without a trailing slash, its drive letter in lower case. */
function comparablePath({ path }: URI): string {
  return path.replace(/^\/[A-Z]:/, (drive) => drive.toLowerCase()).replace(/\/+$/, '');
}
