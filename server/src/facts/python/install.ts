import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { shellPath } from '../../base/paths.ts';
import type { ProjectFiles } from '../../manifests/files.ts';
import { manifestsOf } from '../../manifests/manifests.ts';
import { normalizeName, readRequirement } from '../../manifests/python/requirement.ts';
import type { Requirement } from '../../manifests/python/requirement.ts';
import { hasOption, optionsOf } from '../../shell/tools/options.ts';
import type { PackageCommand, PackageRequest } from '../../shell/tools/packages.ts';
import type { InstructionCommand } from '../commands/words.ts';
import { expandWords } from '../commands/words.ts';
import type { NamedRequirement } from './closure.ts';

/** What a command of pip or `uv pip` is asked to install or download. */
export interface PythonInstall {
  readonly requirements: readonly NamedRequirement[];
  /** Folders of projects whose own files are installed, with `editable` for those that stay where they are. */
  readonly projects: readonly { readonly folder: string; readonly editable: boolean }[];
  /** Archives and repositories without a name, of which nothing is known. */
  readonly nameless: readonly string[];
  /** Why a part of what it installs is not known. */
  readonly unknown: Message | undefined;
}

/** Whether a command installs or downloads packages as pip does: with names, requirements files and folders in its arguments. */
export function isPipCommand({ tool, verb, verbText }: PackageCommand): boolean {
  if (verb !== 'install' && verb !== 'download') return false;
  return tool === 'pip' || (tool === 'uv' && (verbText === 'pip install' || verbText === 'pip sync'));
}

/** Reads the arguments of such a command and the files that they name. `files`: those of the image, without the leading slash. */
export function readPipInstall(packages: PackageCommand, context: InstructionCommand, files: ProjectFiles): PythonInstall {
  const found: Found = { requirements: [], projects: [], nameless: [], unknown: undefined };
  const editable = new Set(optionsOf(packages.args, '-e', '--editable').map(({ value }) => value));
  for (const request of packages.packages) {
    if (packages.verbText === 'pip sync' && request.source === 'repository') readList(request.name, context, files, found);
    else readOperand(request, editable.has(request.word.value), context, files, found);
  }
  for (const word of packages.manifests) {
    for (const name of expandWords(word, context) ?? [word.value]) readList(name, context, files, found);
  }
  if (hasOption(packages.args, '--group')) found.unknown ??= unknownFile('pyproject.toml');
  return found;
}

type Found = {
  readonly requirements: NamedRequirement[];
  readonly projects: { readonly folder: string; readonly editable: boolean }[];
  readonly nameless: string[];
  unknown: Message | undefined;
};

function readOperand({ word }: PackageRequest, editable: boolean, context: InstructionCommand, files: ProjectFiles, found: Found): void {
  // `name[extra]` without quotes is a glob that matches nothing.
  const texts = expandWords(word, context) ?? (word.variables.length === 0 && !word.value.includes('$(') ? [word.value] : undefined);
  if (!texts || texts.some((text) => text.includes('*') && !/==[\d.]*\*$/.test(text))) {
    found.unknown ??= message('What {name} installs is not known: an estimate of what projects usually install.', { name: word.value });
    return;
  }
  for (const text of texts) {
    const requirement = readRequirement(text, editable);
    if (requirement) addRequirement(requirement, context, files, found);
    else found.unknown ??= message('What {name} installs is not known: an estimate of what projects usually install.', { name: text });
  }
}

function readList(name: string, context: InstructionCommand, files: ProjectFiles, found: Found): void {
  const path = shellPath(context.command.folder, name);
  const list = path === undefined ? undefined : manifestsOf(files).requirements(path.slice(1));
  if (!list || list.unknown.some(({ reason }) => reason !== 'broken')) found.unknown ??= unknownFile(name);
  for (const requirement of list?.requirements ?? []) addRequirement(requirement, context, files, found);
}

function addRequirement(requirement: Requirement, context: InstructionCommand, files: ProjectFiles, found: Found): void {
  const { name, source, text, editable } = requirement;
  if (source?.kind === 'path') addProject(requirement, context, files, found);
  else if (name === undefined) found.nameless.push(editable || source ? (source?.written ?? text) : text);
  else found.requirements.push({ ...requirement, name });
}

/** The dependencies of a project's own package, and those of the requested extras. */
function addProject({ source, extras, editable }: Requirement, { command }: InstructionCommand, files: ProjectFiles, found: Found): void {
  const written = source!.written;
  const folder = shellPath(command.folder, written);
  const project = folder === undefined ? undefined : manifestsOf(files).project('python', folder.slice(1));
  if (folder === undefined || !project || project.unknown.length > 0) {
    found.unknown ??= message('What {name} installs is not known: an estimate of what projects usually install.', { name: written });
    return;
  }
  found.projects.push({ folder, editable });
  const wanted = project.packageDependencies.filter(({ group, dev, optional }) => !dev && (!optional || extras.includes(normalizeName(group)))); // prettier-ignore
  for (const { name, version, extras: own = [] } of wanted)
    found.requirements.push({ name: normalizeName(name), specifier: version, extras: own, marker: undefined });
}

function unknownFile(file: string): Message {
  return message('The packages in {file} are not known: an estimate of what projects usually install.', { file });
}
