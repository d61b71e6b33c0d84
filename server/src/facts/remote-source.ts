import { baseName } from '../base/paths.ts';

/**
 * How ADD gets a source outside the build context: by a download, or as a checkout of a Git repository. A URL with a protocol that no
 * builder supports counts as a download, because it is not a local file either.
 */
export type RemoteKind = 'http' | 'git';

/** `user@host:path`, the scp syntax of a repository URL (util/sshutil/scpurl.go). */
const scpAddress = /^[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:/;
/** The protocol of a URL, as in ParseURL of util/gitutil/git_url.go. */
const protocol = /^([a-zA-Z0-9]+):\/\//;
/** Over HTTP, a URL is a repository if its path ends in `.git` before the query and the fragment. */
const httpRepository = /^https?:\/\/[^/?#]+\/[^?#]*\.git(?:[?#]|$)/i;

/**
 * The kind of a source of ADD (with expanded variables). Returns undefined for a path of the build context, such as a local folder
 * `lib.git`.
 * ParseGitRef and isHTTPSource of moby/buildkit, frontend/dockerfile (read in August 2026).
 */
export function remoteKind(source: string): RemoteKind | undefined {
  if (isGitAddress(source)) return 'git';
  return protocol.test(source) ? 'http' : undefined;
}

/**
 * `github.com/owner/name` without a protocol. ParseGitRef accepts it as a repository, but ADD uses it as a path of the build context
 * (IndistinguishableFromLocal): only the context tells which one the author meant.
 */
export function isRepositoryShorthand(source: string): boolean {
  return source.startsWith('github.com/');
}

function isGitAddress(source: string): boolean {
  const name = protocol.exec(source)?.[1]?.toLowerCase();
  if (name === undefined) return scpAddress.test(source);
  return name === 'ssh' || name === 'git' || httpRepository.test(source);
}

/** The file name of a download in a folder: the last part of the URL's path. */
export function downloadName(url: string): string {
  const path = /^https?:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? '';
  const name = path.replace(/\/+$/, '');
  return baseName(name) || '__unnamed__';
}
