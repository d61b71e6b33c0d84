import type { Span } from '../base/span.ts';
import type { PathPattern } from './path-pattern.ts';

/**
 * What is known of something that is put into the image.
 * `file`: a file at the path. `folder`: a folder at the path, with files in it. `contents`: files whose names are not known, at the path or
 * below it: a checkout, an unpacked archive, a folder of a context that is not known.
 */
export type AddedKind = 'file' | 'folder' | 'contents';

/** What puts it there. `lists`: package lists and caches of a package manager. `text`: a command that writes a few lines, or nothing yet. */
export type AddedBy = 'copy' | 'download' | 'clone' | 'archive' | 'lists' | 'text';

/** Something that an instruction puts into the image. Paths are absolute, without a slash at their end. */
export interface AddedPath {
  /** The word that names it, or the command. */
  readonly at: Span;
  readonly path: string;
  readonly kind: AddedKind;
  readonly by: AddedBy;
  /** It happens in every build; else a condition decides. */
  readonly certain: boolean;
}

/** Paths that a word of a command names, globs of the shell included. */
export interface NamedPaths {
  readonly at: Span;
  /** As the command gets it, variables replaced where they are known. */
  readonly word: string;
  /** Absolute; undefined where the word is a glob, or its value is not known. */
  readonly path: string | undefined;
  /** Whether a path, or a folder that it lies in, is named; undefined where the word's value is not known. */
  readonly pattern: PathPattern | undefined;
  /** Folders are meant with all that is in them. */
  readonly recursive: boolean;
  readonly certain: boolean;
}

/** Files that a command changes in place, so that they are copied whole into the layer. */
export interface ChangedPaths extends NamedPaths {
  readonly how: 'owner' | 'mode' | 'content';
  /** The program, or `>>`. */
  readonly program: string;
}

/** Files that a command deletes. */
export interface RemovedPaths extends NamedPaths {
  /** A condition picks among them (`find -name x -delete`). */
  readonly partial: boolean;
  /** Whether what was added is surely deleted. */
  covers(added: Pick<AddedPath, 'path' | 'kind'>): boolean;
}

/** A package of the system that is installed or removed by name. */
export interface PackageChange {
  readonly at: Span;
  readonly name: string;
  readonly change: 'installed' | 'removed';
  readonly certain: boolean;
}

/** What an instruction does to the files of the image, as far as it is known before the build; what is on a mount is left out. */
export interface FileChanges {
  readonly added: readonly AddedPath[];
  readonly changed: readonly ChangedPaths[];
  readonly removed: readonly RemovedPaths[];
  readonly packages: readonly PackageChange[];
}

export const noChanges: FileChanges = { added: [], changed: [], removed: [], packages: [] };
