import type { Span } from '../base/span.ts';
import { isWithin } from '../base/paths.ts';
import type { PathPattern } from './path-pattern.ts';

/**
 * The kind of an added path.
 * `file`: a file at the path. `folder`: a folder at the path that contains files. `contents`: files with unknown names, at the path or
 * below it: a checkout, an unpacked archive, a folder of an unknown context.
 */
export type AddedKind = 'file' | 'folder' | 'contents';

/** What adds it. `lists`: package lists and caches of a package manager. `text`: a command that writes a few lines, or an empty file. */
export type AddedBy = 'copy' | 'download' | 'clone' | 'archive' | 'lists' | 'text';

/** A path that an instruction adds to the image: absolute, without a trailing slash. */
export interface AddedPath {
  /** The word with the path, or the command. */
  readonly at: Span;
  readonly path: string;
  readonly kind: AddedKind;
  readonly by: AddedBy;
  /** Whether it is added in every build. Otherwise it depends on a condition. */
  readonly certain: boolean;
  /** The bytes of a file whose size is known before the build. */
  readonly bytes?: number;
}

/** Paths that a word of a command matches, including globs of the shell. */
export interface MatchedPaths {
  readonly at: Span;
  /** As the command receives it, with known variables expanded. */
  readonly word: string;
  /** Absolute; undefined if the word is a glob, or its value is unknown. */
  readonly path: string | undefined;
  /** Whether a path, or a folder that contains it, matches; undefined if the value of the word is unknown. */
  readonly pattern: PathPattern | undefined;
  /** Whether the contents of folders are included. */
  readonly recursive: boolean;
  readonly certain: boolean;
}

/** Files that a command modifies in place, so that they are copied completely into the layer. */
export interface ChangedPaths extends MatchedPaths {
  readonly how: 'owner' | 'mode' | 'content';
  /** The program, or `>>`. */
  readonly program: string;
}

/** Whether a change is about all files of an added path. */
export function changesAllOf({ word, pattern, path: named, recursive }: ChangedPaths, { path, kind }: AddedPath): boolean {
  if (kind === 'file' && pattern?.(path)) return recursive || path === named || (named === undefined && depthOf(path) === depthOf(word));
  return recursive && named !== undefined && isWithin(named, path);
}

function depthOf(path: string): number {
  return path.split('/').length;
}

/** Files that a command deletes. */
export interface RemovedPaths extends MatchedPaths {
  /** Whether a condition selects some of them (`find -name x -delete`). */
  readonly partial: boolean;
  /** If the condition is a name: exactly the files that are deleted. */
  readonly selected: PathPattern | undefined;
  /** Whether an added path is certain to be deleted. */
  covers(added: Pick<AddedPath, 'path' | 'kind'>): boolean;
}

/** A system package that is installed or removed by name. */
export interface PackageChange {
  readonly at: Span;
  readonly name: string;
  readonly change: 'installed' | 'removed';
  readonly certain: boolean;
}

/** The changes of an instruction to the files of the image, as far as they are known before the build, without files on mounts. */
export interface FileChanges {
  readonly added: readonly AddedPath[];
  readonly changed: readonly ChangedPaths[];
  readonly removed: readonly RemovedPaths[];
  readonly packages: readonly PackageChange[];
}

export const noChanges: FileChanges = { added: [], changed: [], removed: [], packages: [] };
