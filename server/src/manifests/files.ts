import { cleanPath, joinContextPath, joinPath, parentOf } from '../base/paths.ts';
import type { Read } from './formats/json.ts';
import type { UnreadFile } from './project.ts';

/**
 * The files that a project is read from: those of a build context (`BuildContext` implements it), or those that COPY has added to an image.
 */
export interface ProjectFiles {
  /** Undefined if the file is missing, or its text was not read. */
  text(path: string): string | undefined;
  /** Undefined if unknown. */
  has(path: string): boolean | undefined;
  /** The files that a path or a glob matches (`parents`: `**` matches any number of folders); for a folder, all files in it. */
  match(pattern: string, options: { readonly parents: true }): { readonly files: readonly { readonly path: string }[] } | undefined;
  /** Whether the paths are those of an image, so that absolute paths can be resolved. */
  readonly isImage?: boolean;
}

/** The reader of one project: its files by their names in its folder, and a record of what could not be read. */
export class ProjectReader {
  readonly folder: string;
  readonly files: ProjectFiles;
  readonly unknown: UnreadFile[] = [];

  constructor(files: ProjectFiles, folder: string) {
    this.files = files;
    this.folder = folder;
  }

  /** The path of a file relative to the project's folder, or to another one. Returns undefined if it is outside. */
  path(name: string, folder = this.folder): string | undefined {
    if (/^\/|^[A-Za-z]:[\\/]/.test(name)) return this.files.isImage ? cleanPath(name).slice(1) : undefined;
    return joinContextPath(folder, name);
  }

  /** Whether a file or folder is known to exist. */
  has(name: string): boolean {
    const path = this.path(name);
    return path !== undefined && this.files.has(path) === true;
  }

  /** The text of a file. Records a file that exists and cannot be read. */
  text(name: string): string | undefined {
    const path = this.path(name);
    const text = path === undefined ? undefined : this.files.text(path);
    if (path !== undefined && text === undefined && this.files.has(path) !== false) this.recordUnread(path, 'unread');
    return text;
  }

  /** The parsed value of a file. Records a file with errors. */
  value<T>(name: string, read: (text: string) => Read<T>): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const { value, complete } = read(text);
    if (!complete) this.recordUnread(this.path(name)!, 'broken');
    return value;
  }

  recordUnread(path: string, reason: UnreadFile['reason']): void {
    if (!this.unknown.some((one) => one.path === path && one.reason === reason)) this.unknown.push({ path, reason });
  }

  /** The paths of the names that exist. */
  existing(...names: readonly string[]): readonly string[] {
    return names.filter((name) => this.has(name)).map((name) => this.path(name)!);
  }

  /** The files in the project's folder that a pattern matches; supports `{a,b}`. Empty if the listing is unknown. */
  matching(pattern: string): readonly string[] {
    return alternatives(pattern).flatMap((one) => {
      const path = joinContextPath(this.folder.replace(/[*?[\\]/g, '\\$&'), one);
      return path === undefined ? [] : (this.files.match(path, { parents: true })?.files.map((file) => file.path) ?? []);
    });
  }

  /** The folders below the project's folder that contain the manifest and match one of the patterns; patterns with `!` exclude folders. */
  foldersMatching(patterns: readonly string[], manifest: string): readonly string[] {
    const folders = (pattern: string): readonly string[] =>
      this.matching(joinPath(pattern.replace(/^\.\/|\/+$/g, ''), manifest)).map(parentOf);
    const excluded = new Set(patterns.filter((pattern) => pattern.startsWith('!')).flatMap((pattern) => folders(pattern.slice(1))));
    const found = patterns.filter((pattern) => !pattern.startsWith('!')).flatMap(folders);
    return [...new Set(found)].filter((folder) => !excluded.has(folder) && !/(?:^|\/)node_modules(?:\/|$)/.test(folder)).sort();
  }
}

/** Expands `{a,b}/*` to `a/*` and `b/*`. */
export function alternatives(pattern: string): readonly string[] {
  const [whole, inner] = /\{([^{}]*)\}/.exec(pattern) ?? [];
  if (whole === undefined || inner === undefined) return [pattern];
  return inner.split(',').flatMap((one) => alternatives(pattern.replace(whole, () => one)));
}
