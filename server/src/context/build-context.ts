import type { External } from '../base/external.ts';
import type { Work } from '../base/work.ts';
import type { ContextEntry, ContextSnapshot } from './context.ts';

/** The ignore pattern that excludes a path from the build context. */
export interface IgnoredBy {
  /** The pattern as written. */
  readonly pattern: string;
  /** Zero-based line in the ignore file. */
  readonly line: number;
}

/** Flags of COPY and ADD that affect which files a source matches. */
export interface MatchOptions {
  /** The values of `--exclude`. */
  readonly exclude?: readonly string[];
  /**
   * Whether `--parents` is set: the source is a pattern as in .dockerignore, and `/./` in it separates the base folder from the paths to
   * keep.
   */
  readonly parents?: boolean;
}

/** The files that one matching entry contributes: the entry itself, or its contents if it is a folder. */
export interface EntryFiles {
  /** The matching file or folder; with `--parents`, the folder that the paths are relative to. */
  readonly from: ContextEntry;
  readonly files: readonly ContextEntry[];
}

/** The files that one COPY or ADD source matches in the context. */
export interface SourceMatch {
  /** The files that are copied, after .dockerignore and `--exclude`. A directory is only included through its contents. */
  readonly files: readonly ContextEntry[];
  /** The same files, grouped by matching entry. */
  readonly byEntry: readonly EntryFiles[];
  /** Whether the source is one directory: its contents are copied, not the directory itself. */
  readonly isDirectory: boolean;
  /** Matching paths that exist, but are completely excluded by .dockerignore. */
  readonly hidden: readonly ContextEntry[];
  /** Whether the source matches anything: a file or a folder, even if it is empty or excluded. */
  readonly exists: boolean;
}

/** What is known about the build context of one Dockerfile. Rules, sizes and services use this interface. */
export interface BuildContext {
  readonly snapshot: External<ContextSnapshot>;
  /** The .dockerignore pattern that excludes the path. Returns undefined if the path is in the build context. */
  ignoredBy(path: string): IgnoredBy | undefined;
  /**
   * The files that a COPY or ADD source matches (a path or a Go glob, with expanded variables). Returns undefined while the context is
   * unknown, or if that depends on the contents of a folder that was not read.
   */
  match(source: string, options?: MatchOptions): SourceMatch | undefined;
  /** As `match`, in steps: a source may match very many files. */
  matchInSteps(source: string, options?: MatchOptions): Work<SourceMatch | undefined>;
  /**
   * The entry at this path, ignoring .dockerignore. Returns undefined if there is none, while the context is unknown, or in a folder that was
   * not read.
   */
  entry(path: string): ContextEntry | undefined;
  /**
   * Whether the path is in the build context. Returns undefined while the context is unknown, or if its listing was truncated before the
   * path or does not contain the folder's contents.
   */
  has(path: string): boolean | undefined;
  /** The text of a manifest in the build context. Returns undefined if it is missing, excluded or was not read. */
  text(path: string): string | undefined;
}
