/**
 * Where a WORKDIR leads to: `path` as it stands, or below `current` when it is relative. Undefined for a relative path when `current`
 * is not known. https://docs.docker.com/reference/dockerfile/#workdir
 */
export function joinWorkdir(current: string | undefined, path: string, os: 'linux' | 'windows'): string | undefined {
  return os === 'windows' ? joinOnWindows(current, path) : joinOnLinux(current, path);
}

function joinOnLinux(current: string | undefined, path: string): string | undefined {
  if (path.startsWith('/')) return `/${steps(path).join('/')}`;
  return current === undefined ? undefined : `/${steps(`${current}/${path}`).join('/')}`;
}

/** Windows takes both slashes; a path without a drive is one on C. */
function joinOnWindows(current: string | undefined, path: string): string | undefined {
  const drive = /^[a-z]:/i.exec(path)?.[0];
  const rest = path.slice(drive?.length ?? 0).replaceAll('\\', '/');
  if (drive || rest.startsWith('/')) return `${(drive ?? 'C:').toUpperCase()}\\${steps(rest).join('\\')}`;
  return current === undefined ? undefined : joinOnWindows(undefined, `${current}/${rest}`);
}

/** The names in a path, `.` left out and `..` taken back. */
function steps(path: string): readonly string[] {
  const out: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') out.pop();
    else if (step !== '' && step !== '.') out.push(step);
  }
  return out;
}
