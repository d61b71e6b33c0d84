import { cleanPath, joinContextPath, joinPath, parentOf } from '../base/paths.ts';
import type { Read } from './formats/json.ts';
import type { Unknown } from './project.ts';

/** The files that a project is read from: those of a build context (a `BuildContext` is one), or those that COPY has put into an image. */
export interface ProjectFiles {
  /** Undefined where the file is absent, or where its text was not read. */
  text(path: string): string | undefined;
  /** Undefined where that is not known. */
  has(path: string): boolean | undefined;
  /** The files that a path or a glob names (`parents`: `**` stands for any number of folders), of a folder all that it holds. */
  match(pattern: string, options: { readonly parents: true }): { readonly files: readonly { readonly path: string }[] } | undefined;
  /** The paths are those of an image, so that an absolute path is one of them. */
  readonly isImage?: boolean;
}

/** The reading of one project: its files by their names in its folder, and a record of what could not be read. */
export class Reading {
  readonly folder: string;
  readonly files: ProjectFiles;
  readonly unknown: Unknown[] = [];

  constructor(files: ProjectFiles, folder: string) {
    this.files = files;
    this.folder = folder;
  }

  /** The path of a file that is named relative to the project's folder, or to another one; undefined where it lies outside. */
  path(name: string, folder = this.folder): string | undefined {
    if (/^\/|^[A-Za-z]:[\\/]/.test(name)) return this.files.isImage ? cleanPath(name).slice(1) : undefined;
    return joinContextPath(folder, name);
  }

  /** Whether a file or folder is surely there. */
  has(name: string): boolean {
    const path = this.path(name);
    return path !== undefined && this.files.has(path) === true;
  }

  /** The text of a file; that it is there and cannot be read is recorded. */
  text(name: string): string | undefined {
    const path = this.path(name);
    const text = path === undefined ? undefined : this.files.text(path);
    if (path !== undefined && text === undefined && this.files.has(path) !== false) this.miss(path, 'unread');
    return text;
  }

  /** The value of a file in one of the formats; what is wrong with the file is recorded. */
  value<T>(name: string, read: (text: string) => Read<T>): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const { value, complete } = read(text);
    if (!complete) this.miss(this.path(name)!, 'broken');
    return value;
  }

  miss(path: string, reason: Unknown['reason']): void {
    if (!this.unknown.some((one) => one.path === path && one.reason === reason)) this.unknown.push({ path, reason });
  }

  /** Those of the names that are there, as paths. */
  present(...names: readonly string[]): readonly string[] {
    return names.filter((name) => this.has(name)).map((name) => this.path(name)!);
  }

  /** The files in the project's folder that a pattern names; braces stand for alternatives. Empty where the listing is not known. */
  matching(pattern: string): readonly string[] {
    return alternatives(pattern).flatMap((one) => {
      const path = joinContextPath(this.folder.replace(/[*?[\\]/g, '\\$&'), one);
      return path === undefined ? [] : (this.files.match(path, { parents: true })?.files.map((file) => file.path) ?? []);
    });
  }

  /** The folders below the project's that hold the manifest and that one of the patterns names; those that begin with `!` take away again. */
  foldersMatching(patterns: readonly string[], manifest: string): readonly string[] {
    const folders = (pattern: string): readonly string[] =>
      this.matching(joinPath(pattern.replace(/^\.\/|\/+$/g, ''), manifest)).map(parentOf);
    const excluded = new Set(patterns.filter((pattern) => pattern.startsWith('!')).flatMap((pattern) => folders(pattern.slice(1))));
    const found = patterns.filter((pattern) => !pattern.startsWith('!')).flatMap(folders);
    return [...new Set(found)].filter((folder) => !excluded.has(folder) && !/(?:^|\/)node_modules(?:\/|$)/.test(folder)).sort();
  }
}

/** `{a,b}/*` as `a/*` and `b/*`. */
export function alternatives(pattern: string): readonly string[] {
  const [whole, inner] = /\{([^{}]*)\}/.exec(pattern) ?? [];
  if (whole === undefined || inner === undefined) return [pattern];
  return inner.split(',').flatMap((one) => alternatives(pattern.replace(whole, () => one)));
}
