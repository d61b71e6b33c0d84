import { appendAll } from '../../base/lists.ts';
import { baseName, joinContextPath, parentOf } from '../../base/paths.ts';
import { ProjectReader } from '../files.ts';
import type { ProjectFiles } from '../files.ts';
import type { UnreadFile } from '../project.ts';
import type { Requirement } from './requirement.ts';
import { readRequirementsFile } from './requirements-file.ts';

/** A requirements file with everything that it includes. */
export interface Requirements {
  /** The file, and all files that it includes at any depth, including constraints and missing files. */
  readonly files: readonly string[];
  /** The requirements to install. */
  readonly requirements: readonly LocatedRequirement[];
  /** Constraints on the versions of installed packages. */
  readonly constraints: readonly LocatedRequirement[];
  /** Folders of archives in `--find-links`. */
  readonly links: readonly LocatedPath[];
  readonly unknown: readonly UnreadFile[];
}

/** `file`: the requirements file that contains it. */
export interface LocatedRequirement extends Requirement {
  readonly file: string;
}

export interface LocatedPath {
  readonly written: string;
  readonly file: string;
}

/** A URL from which pip downloads the file. */
const remote = /^(?:https?|ftp|file):/i;

/** Reads a requirements file of a context or an image, and the files that it includes. Supports cycles. */
export function readRequirements(files: ProjectFiles, path: string): Requirements {
  const reader = new ProjectReader(files, '');
  const requirements: LocatedRequirement[] = [];
  const constraints: LocatedRequirement[] = [];
  const links: LocatedPath[] = [];
  const seen = new Map<string, 'requirement' | 'constraint'>();
  const open: { readonly path: string; readonly constraint: boolean }[] = [{ path, constraint: false }];
  for (let next = open.shift(); next; next = open.shift()) {
    const { path: file, constraint } = next;
    const known = seen.get(file);
    // A file can be read as both; a requirements file takes precedence.
    if (known === 'requirement' || (known === 'constraint' && constraint)) continue;
    seen.set(file, constraint ? 'constraint' : 'requirement');
    const text = files.text(file);
    if (text === undefined) {
      reader.recordUnread(file, files.has(file) === false ? 'missing' : 'unread');
      continue;
    }
    const read = readRequirementsFile(text);
    appendAll(
      constraint ? constraints : requirements,
      read.requirements.map((one) => ({ ...one, file })),
    );
    appendAll(
      links,
      read.links.map((written) => ({ written, file })),
    );
    if (read.unread.length > 0) reader.recordUnread(file, 'broken');
    for (const include of read.includes)
      appendAll(
        open,
        included(reader, file, include.path).map((one) => ({ path: one, constraint: include.constraint })),
      );
  }
  return { files: [...seen.keys()], requirements, constraints, links, unknown: reader.unknown };
}

/** The files of an include, relative to the including file. For a name with a variable, all files that can match. */
function included(reader: ProjectReader, file: string, written: string): readonly string[] {
  if (remote.test(written)) {
    reader.recordUnread(written, 'outside');
    return [];
  }
  const path = reader.path(written, parentOf(file));
  if (path === undefined) {
    reader.recordUnread(written, 'outside');
    return [];
  }
  if (!variable.test(path)) return [path];
  reader.recordUnread(path, 'variable');
  const candidates = reader.matching(path.replace(new RegExp(variable, 'g'), '*')).filter((candidate) => candidate !== file);
  if (candidates.length === 0) reader.recordUnread(path, 'missing');
  return candidates;
}

/** pip only expands `${NAME}`. https://pip.pypa.io/en/stable/reference/requirements-file-format/#using-environment-variables */
const variable = /\$\{[A-Z0-9_]+\}/;

/** The files that a requirements file includes, as patterns, for a host that reads them before there is a context. */
export function requirementsReferences(path: string, text: string): readonly string[] {
  return readRequirementsFile(text).includes.flatMap(({ path: written }) => {
    if (remote.test(written) || written.startsWith('/')) return [];
    return joinContextPath(parentOf(path), written)?.replace(new RegExp(variable, 'g'), '*') ?? [];
  });
}

/** Whether a file or pattern matches dependency lists that only an installer reads, judged by the name. */
export function isDependencyList(path: string): boolean {
  return listName.test(baseName(path)) || ['Pipfile', 'Pipfile.lock', 'poetry.lock', 'uv.lock', 'pdm.lock'].includes(baseName(path));
}

const listName = /^(?:requirements|constraints)[\w.*-]*\.(?:txt|in)$/i;

/** Whether a file or pattern matches requirements files, judged by the name. */
export function isRequirementsName(path: string): boolean {
  return listName.test(baseName(path)) || /(?:^|\/)requirements\/[\w.*-]+\.(?:txt|in)$/.test(path);
}
