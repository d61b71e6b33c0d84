import { baseName } from '../base/paths.ts';

/**
 * How ADD gets a source that is not in the build context: by a download, or as a checkout of a Git repository. An address with another
 * protocol, which no builder fetches, counts as a download: it is no file either.
 */
export type RemoteKind = 'http' | 'git';

/** `user@host:path`, the address of a repository as scp writes it (util/sshutil/scpurl.go). */
const scpAddress = /^[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:/;
/** A protocol as ParseURL of util/gitutil/git_url.go looks for it. */
const protocol = /^([a-zA-Z0-9]+):\/\//;
/** Over HTTP a repository is what ends in `.git` before the query and the fragment. */
const httpRepository = /^https?:\/\/[^/?#]+\/[^?#]*\.git(?:[?#]|$)/i;

/**
 * The kind of a source of ADD, variables replaced; undefined for a path of the build context, such as a local folder `lib.git`.
 * ParseGitRef and isHTTPSource of moby/buildkit, frontend/dockerfile (read in August 2026).
 */
export function remoteKind(source: string): RemoteKind | undefined {
  if (isGitAddress(source)) return 'git';
  return protocol.test(source) ? 'http' : undefined;
}

/**
 * `github.com/owner/name` without a protocol. ParseGitRef reads it as a repository, and ADD all the same takes it for a path of the
 * build context (IndistinguishableFromLocal): which of the two the author meant, only the context tells.
 */
export function isRepositoryShorthand(source: string): boolean {
  return source.startsWith('github.com/');
}

function isGitAddress(source: string): boolean {
  const name = protocol.exec(source)?.[1]?.toLowerCase();
  if (name === undefined) return scpAddress.test(source);
  return name === 'ssh' || name === 'git' || httpRepository.test(source);
}

/** The name of the file that a download becomes in a folder: the last part of the address's path. */
export function downloadName(url: string): string {
  const path = /^https?:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1] ?? '';
  const name = path.replace(/\/+$/, '');
  return baseName(name) || '__unnamed__';
}
