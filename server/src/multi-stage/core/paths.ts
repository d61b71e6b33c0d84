/** An absolute path without `.`, `..` and trailing slash. `path` may be relative to `folder`. Undefined when that is not known. */
export function absolutePath(folder: string | undefined, path: string): string | undefined {
  if (!path.startsWith('/')) return folder === undefined || path.startsWith('~') ? undefined : absolutePath(undefined, `${folder}/${path}`);
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether an absolute path is a folder or lies below it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}

/** A folder's path with what is in it. */
export function joinPath(folder: string, name: string): string {
  return name === '' ? folder : folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/**
 * Folders that belong to the system: copying one of them whole would copy the build's tools along. Anything else may be an
 * application's own folder.
 */
const systemFolders =
  /^\/(?:|bin|boot|dev|etc|home|lib|lib64|media|mnt|opt|proc|root|run|sbin|sys|tmp|usr|var|go|go\/bin|usr\/(?:bin|lib|local|sbin|share)|usr\/local\/(?:bin|lib|sbin|share)|var\/(?:cache|lib|log|run|tmp))$/;

/** Whether an absolute path is a folder that can be copied whole. */
export function isApplicationFolder(path: string): boolean {
  return !systemFolders.test(path);
}
