import type { External } from '../base/external.ts';
import type { ContextSnapshot } from '../context/context.ts';
import { gatherContext } from './gather.ts';
import type { RunWork } from '../base/work.ts';
import type { FileHost } from '../host/host.ts';
import type { ContextListing } from './context-listing.ts';
import { noContextSources } from '../context/needs.ts';
import { isSameUri, joinUri, parentOf, relativePath } from '../host/uri.ts';
import type { ContextUser } from '../linter/rule.ts';
import type { ProjectDockerfile } from './dockerfiles.ts';
import { ignoreSuffix } from '../context/dockerignore/file-name.ts';

/** The folder that an ignore file applies to, and the Dockerfiles that are built from it with this file. */
export interface IgnoreContext {
  readonly context: External<ContextSnapshot>;
  readonly users: readonly ContextUser[];
}

/** What an ignore file applies to, before the folder has been read. */
export interface IgnoreSubject {
  /** URI of the folder. */
  readonly root: string;
  readonly users: readonly ContextUser[];
}

/**
 * The folder that an ignore file applies to: `<Dockerfile>.dockerignore` applies to the context of that Dockerfile, wherever it is; any
 * other applies to its own folder, and the Dockerfiles that are built from there and do not have their own ignore file.
 * `uri`: the ignore file. `folder`: URI of the project folder, which the paths of `dockerfiles` are relative to.
 */
export function ignoreSubject(uri: string, folder: string, dockerfiles: readonly ProjectDockerfile[]): IgnoreSubject {
  const path = relativePath(folder, uri) ?? '';
  const own = dockerfiles.find((dockerfile) => `${dockerfile.path}${ignoreSuffix}` === path);
  if (own) return { root: own.root, users: [own] };
  const root = parentOf(uri);
  return { root, users: dockerfiles.filter((dockerfile) => !dockerfile.hasOwnIgnoreFile && isSameUri(dockerfile.root, root)) };
}

/** Reads the folder. `list`: lists a folder; others may request the same listing. Rejects only if `list` does. */
export async function gatherIgnoreContext(
  files: FileHost,
  { root, users }: IgnoreSubject,
  list: (root: string) => Promise<ContextListing | undefined>,
  run?: RunWork,
): Promise<IgnoreContext> {
  // The whole context: a line of the file may be about anything in it.
  const request = { root, dockerfile: joinUri(root, 'Dockerfile'), ...noContextSources, listsAll: true };
  return { context: await gatherContext(files, request, await list(root), run), users };
}
