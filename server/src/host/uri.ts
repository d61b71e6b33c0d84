/** The folder that a file's URI is in, without a slash at the end. */
export function parentOf(uri: string): string {
  return uri.slice(0, Math.max(uri.lastIndexOf('/'), uri.indexOf('://') + 3));
}

/** A relative path below a folder's URI. Each part is encoded; `.` and `..` are worked out. */
export function joinUri(folder: string, path: string): string {
  let uri = folder.replace(/\/+$/, '');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    uri = part === '..' ? parentOf(uri) : `${uri}/${encodeURIComponent(part)}`;
  }
  return uri;
}

/** The path of `uri` relative to a folder's URI, decoded; undefined where it lies outside. `''` for the folder itself. */
export function relativePath(folder: string, uri: string): string | undefined {
  const [root, at] = [decode(folder).replace(/\/+$/, ''), decode(uri)];
  if (at === root) return '';
  return at.startsWith(`${root}/`) ? at.slice(root.length + 1) : undefined;
}

/** The URI of an absolute path, on the same file system as `like`. A Windows path (`C:\x`) may have backslashes. */
export function absoluteUri(like: string, path: string): string {
  const origin = /^[\w+.-]+:\/\/[^/]*/.exec(like)?.[0] ?? 'file://';
  return joinUri(origin, path.replaceAll('\\', '/'));
}

export function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
}

/** The last part of the path, decoded, for display. */
export function nameOf(uri: string): string {
  return decode(uri.slice(uri.lastIndexOf('/') + 1));
}

function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri; // a stray `%`
  }
}
