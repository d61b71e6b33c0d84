import type { External } from '../base/external.ts';
import type { ContextSnapshot } from '../context/context.ts';
import { gatherContext } from './gather.ts';
import type { FileHost, Listed } from '../host/host.ts';
import { isSameUri, joinUri, parentOf, relativePath } from '../host/uri.ts';
import type { ContextUser } from '../linter/rule.ts';
import type { ProjectDockerfile } from './dockerfiles.ts';
import { ignoreSuffix } from '../context/dockerignore/file-name.ts';

/** The folder that an ignore file is about, and the Dockerfiles that are built from it under this file. */
export interface IgnoreContext {
  readonly context: External<ContextSnapshot>;
  readonly users: readonly ContextUser[];
}

/** What an ignore file is about, before the folder has been read. */
export interface IgnoreSubject {
  /** URI of the folder. */
  readonly root: string;
  readonly users: readonly ContextUser[];
}

/**
 * The folder that an ignore file is about: `<Dockerfile>.dockerignore` is about that Dockerfile and its context, wherever that is; any
 * other is about its own folder, and the Dockerfiles that are built from there and have none of their own.
 * `uri`: the ignore file. `folder`: URI of the project's folder, which the paths of `dockerfiles` are relative to.
 */
export function ignoreSubject(uri: string, folder: string, dockerfiles: readonly ProjectDockerfile[]): IgnoreSubject {
  const path = relativePath(folder, uri) ?? '';
  const own = dockerfiles.find((dockerfile) => `${dockerfile.path}${ignoreSuffix}` === path);
  if (own) return { root: own.root, users: [own] };
  const root = parentOf(uri);
  return { root, users: dockerfiles.filter((dockerfile) => !dockerfile.hasOwnIgnoreFile && isSameUri(dockerfile.root, root)) };
}

/** Reads the folder. `list`: what lies below one, which others may ask for too. Never rejects where `list` does not. */
export async function gatherIgnoreContext(
  files: FileHost,
  { root, users }: IgnoreSubject,
  list: (root: string) => Promise<Listed | undefined>,
): Promise<IgnoreContext> {
  const request = { root, dockerfile: joinUri(root, 'Dockerfile'), copySources: [], addSources: [], lists: [] };
  return { context: await gatherContext(files, request, await list(root)), users };
}
