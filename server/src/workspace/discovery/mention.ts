import { cleanPath } from '../../base/paths.ts';
import type { Span } from '../../base/span.ts';

/** What the paths of a mention are relative to: the folder of its file, the workspace folder, or either of them. */
export type Base = 'file' | 'workspace' | 'either';

/** A part of a file that names the build context of an image. Paths are normalized and may lead up (`../..`). */
export interface BuildMention {
  readonly base: Base;
  /** The build context. */
  readonly context: string;
  /** The Dockerfile: the first of these that exists. */
  readonly dockerfiles: readonly string[];
  readonly at: Span;
}

/** The input of a mention. Undefined: not written; for `context` and `dockerfile`, not known. */
interface Written {
  readonly base: Base;
  readonly at: Span;
  readonly context: string | undefined;
  readonly dockerfile: string | undefined;
  /** What the path of the Dockerfile is relative to: the base, like the context, or the context itself. */
  readonly dockerfileIn: 'base' | 'context';
}

/** The mention as a list of one; empty if the context is not a local folder, or a path is not known before the build. */
export function mentionOf({ base, at, context, dockerfile, dockerfileIn }: Written): readonly BuildMention[] {
  if (!isLocalFolder(context) || !isLocalFolder(dockerfile)) return [];
  const path = dockerfileIn === 'base' ? dockerfile : `${context}/${dockerfile}`;
  return [{ base, at, context: cleanPath(context), dockerfiles: [cleanPath(path)] }];
}

/** Whether it is a relative path without variables: not an address (`https://…`, `git@…`, `docker-image://…`, `target:…`), standard input or an absolute path. */
export function isLocalFolder(path: string | undefined): path is string {
  return path !== undefined && path !== '' && !/[$`\n]|\{\{|^[-~/\\]|:\/\/|^[\w.-]+@|^[\w-]+:|^github\.com\//.test(path);
}
