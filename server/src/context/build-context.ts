import type { External } from '../base/external.ts';
import type { ContextEntry, ContextSnapshot } from './context.ts';

/** Why a path is not in the context that the builder gets. */
export interface IgnoredBy {
  /** The pattern as written. */
  readonly pattern: string;
  /** Zero-based line in the ignore file. */
  readonly line: number;
}

/** Flags of COPY and ADD that change which files a source word takes. */
export interface MatchOptions {
  /** The values of `--exclude`. */
  readonly exclude?: readonly string[];
  /** `--parents`: the source is a pattern as in .dockerignore, `/./` in it separates the folder that paths are kept from. */
  readonly parents?: boolean;
}

/** Files that one entry of the context brings: the entry itself, or what is in it when it is a folder. */
export interface TakenFiles {
  /** The file or folder that the word names; with `--parents` the folder below which the paths are kept. */
  readonly from: ContextEntry;
  readonly files: readonly ContextEntry[];
}

/** What one COPY or ADD source word takes from the context. */
export interface SourceMatch {
  /** Files that reach the image, .dockerignore and `--exclude` applied; directories are listed with their contents only. */
  readonly files: readonly ContextEntry[];
  /** The same files by the entry that brings them. */
  readonly taken: readonly TakenFiles[];
  /** The source names one directory: its contents are copied, not the directory itself. */
  readonly isDirectory: boolean;
  /** Paths that the word itself names and that exist, but of which .dockerignore lets nothing through. */
  readonly hidden: readonly ContextEntry[];
  /** The word names something that is there: a file, a folder, though it be empty, hidden or not. */
  readonly exists: boolean;
}

/** The build context of one Dockerfile, as far as it is known: the view that rules, sizes and services ask. */
export interface BuildContext {
  readonly snapshot: External<ContextSnapshot>;
  /** Which pattern of .dockerignore hides the path, or undefined when the builder gets it. */
  ignoredBy(path: string): IgnoredBy | undefined;
  /** The files behind a COPY/ADD source word (a path or a Go glob, variables replaced); undefined while the context is not known. */
  match(source: string, options?: MatchOptions): SourceMatch | undefined;
  /** What the folder has at this path, .dockerignore not applied; undefined when nothing is there, or while the context is not known. */
  entry(path: string): ContextEntry | undefined;
  /** Whether the builder gets this path; undefined while the context is not known, or when its listing was cut before the path. */
  has(path: string): boolean | undefined;
  /** The text of a manifest that the builder gets; undefined when it is absent, hidden or was not read. */
  text(path: string): string | undefined;
}
