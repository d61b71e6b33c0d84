import { baseName, joinContextPath, parentOf } from '../../base/paths.ts';
import { Reading } from '../files.ts';
import type { ProjectFiles } from '../files.ts';
import type { Unknown } from '../project.ts';
import type { Requirement } from './requirement.ts';
import { readRequirementsFile } from './requirements-file.ts';

/** A requirements file with all that it includes. */
export interface Requirements {
  /** The file, and those that it includes at any depth, constraints too, each once. Those that are missing are among them. */
  readonly files: readonly string[];
  /** What is installed. */
  readonly requirements: readonly LocatedRequirement[];
  /** What limits the versions of what is installed. */
  readonly constraints: readonly LocatedRequirement[];
  /** Folders of archives, as `--find-links` has them. */
  readonly links: readonly LocatedPath[];
  readonly unknown: readonly Unknown[];
}

/** `file`: the requirements file that it stands in. */
export interface LocatedRequirement extends Requirement {
  readonly file: string;
}

export interface LocatedPath {
  readonly written: string;
  readonly file: string;
}

/** An address that pip fetches the file from. */
const remote = /^(?:https?|ftp|file):/i;

/** Reads a requirements file of a context or an image, and what it includes, cycles included. */
export function readRequirements(files: ProjectFiles, path: string): Requirements {
  const reading = new Reading(files, '');
  const requirements: LocatedRequirement[] = [];
  const constraints: LocatedRequirement[] = [];
  const links: LocatedPath[] = [];
  const seen = new Map<string, 'requirement' | 'constraint'>();
  const open: { readonly path: string; readonly constraint: boolean }[] = [{ path, constraint: false }];
  for (let next = open.shift(); next; next = open.shift()) {
    const { path: file, constraint } = next;
    const known = seen.get(file);
    // A file may be read as both: what is installed counts.
    if (known === 'requirement' || (known === 'constraint' && constraint)) continue;
    seen.set(file, constraint ? 'constraint' : 'requirement');
    const text = files.text(file);
    if (text === undefined) {
      reading.miss(file, files.has(file) === false ? 'missing' : 'unread');
      continue;
    }
    const read = readRequirementsFile(text);
    (constraint ? constraints : requirements).push(...read.requirements.map((one) => ({ ...one, file })));
    links.push(...read.links.map((written) => ({ written, file })));
    if (read.unread.length > 0) reading.miss(file, 'broken');
    for (const include of read.includes)
      open.push(...included(reading, file, include.path).map((one) => ({ path: one, constraint: include.constraint })));
  }
  return { files: [...seen.keys()], requirements, constraints, links, unknown: reading.unknown };
}

/** The files that an include names, relative to the one that it stands in; of a name with a variable, all that it may stand for. */
function included(reading: Reading, file: string, written: string): readonly string[] {
  if (remote.test(written)) {
    reading.miss(written, 'outside');
    return [];
  }
  const path = reading.path(written, parentOf(file));
  if (path === undefined) {
    reading.miss(written, 'outside');
    return [];
  }
  if (!variable.test(path)) return [path];
  reading.miss(path, 'variable');
  const candidates = reading.matching(path.replace(new RegExp(variable, 'g'), '*')).filter((candidate) => candidate !== file);
  if (candidates.length === 0) reading.miss(path, 'missing');
  return candidates;
}

/** pip replaces `${NAME}`, and no other way of writing it. https://pip.pypa.io/en/stable/reference/requirements-file-format/#using-environment-variables */
const variable = /\$\{[A-Z0-9_]+\}/;

/** The files, as patterns, that a requirements file includes; for a host, which reads them before there is a context to ask. */
export function requirementsReferences(path: string, text: string): readonly string[] {
  return readRequirementsFile(text).includes.flatMap(({ path: written }) => {
    if (remote.test(written) || written.startsWith('/')) return [];
    return joinContextPath(parentOf(path), written)?.replace(new RegExp(variable, 'g'), '*') ?? [];
  });
}

/** Whether a file, or the files of a pattern, are lists of dependencies that nothing but an installer reads, told by the name. */
export function isDependencyList(path: string): boolean {
  return listName.test(baseName(path)) || ['Pipfile', 'Pipfile.lock', 'poetry.lock', 'uv.lock', 'pdm.lock'].includes(baseName(path));
}

const listName = /^(?:requirements|constraints)[\w.*-]*\.(?:txt|in)$/i;

/** Whether a file, or the files of a pattern, are lists of requirements, told by the name. */
export function isRequirementsName(path: string): boolean {
  return listName.test(baseName(path)) || /(?:^|\/)requirements\/[\w.*-]+\.(?:txt|in)$/.test(path);
}
