import { cleanPath } from '../../base/paths.ts';
import type { Span } from '../../base/span.ts';

/** What the paths of a mention are relative to: the folder of the file that it stands in, the workspace's, or one of the two. */
export type Base = 'file' | 'workspace' | 'either';

/** A place of some file that says from which folder an image is built. Paths are cleaned and may lead up (`../..`). */
export interface BuildMention {
  readonly base: Base;
  /** The build context. */
  readonly context: string;
  /** The Dockerfile: the first of these that is there. */
  readonly dockerfiles: readonly string[];
  readonly at: Span;
}

/** What a mention is made of. Undefined stands for what is not written, except in `context` and `dockerfile`, where it is not known. */
interface Written {
  readonly base: Base;
  readonly at: Span;
  readonly context: string | undefined;
  readonly dockerfile: string | undefined;
  /** The Dockerfile's path is relative to: the base, as the context's is, or the context itself. */
  readonly dockerfileIn: 'base' | 'context';
}

/** The mention, as a list of one; none where the context is no folder of this machine, or a path is not known before the build. */
export function mentionOf({ base, at, context, dockerfile, dockerfileIn }: Written): readonly BuildMention[] {
  if (!isLocalFolder(context) || !isLocalFolder(dockerfile)) return [];
  const path = dockerfileIn === 'base' ? dockerfile : `${context}/${dockerfile}`;
  return [{ base, at, context: cleanPath(context), dockerfiles: [cleanPath(path)] }];
}

/** A relative path without variables: no address (`https://…`, `git@…`, `docker-image://…`, `target:…`), no standard input, no absolute path. */
export function isLocalFolder(path: string | undefined): path is string {
  return path !== undefined && path !== '' && !/[$`\n]|\{\{|^[-~/\\]|:\/\/|^[\w.-]+@|^[\w-]+:|^github\.com\//.test(path);
}
