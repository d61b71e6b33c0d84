import { changedBy, matchPaths, removedBy } from '../../facts/command-files.ts';
import { pathPattern } from '../../facts/path-pattern.ts';
import type { ChangedPaths } from '../../facts/file-changes.ts';
import { expandWords } from '../../facts/commands/words.ts';
import { absolutePath, baseName, isWithin, joinPath, parentOf } from '../../base/paths.ts';
import { message } from '../../base/message.ts';
import { sizeOfName } from '../../knowledge/file-sizes.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { Link, Transfer } from '../../shell/tools/files.ts';
import type { FileGroup } from '../layer-draft.ts';
import { multiplyBytes } from '../bytes.ts';
import type { Bytes } from '../size.ts';
import { bytesOf } from '../stage-state.ts';
import type { FileAtPath } from '../stage-state.ts';
import type { CommandContext, CommandReader } from './context.ts';
import { copyUp, filesNamedBy, isFolder, pathOf, removeFile, symbolicPath, targetPath, writeContents, writeFile } from './layer-files.ts';
import type { NamedFiles } from './layer-files.ts';
import { unknownFilesAt } from './unknown-files.ts';

/** rm, rmdir, find -delete: files that the same layer added are removed; files of earlier layers still count there. */
export const readDeletion: CommandReader = (context) => {
  if (!context.command.removal) return false;
  for (const { pattern, partial, selected, word, path } of removedBy(context)) {
    const symbolic = pattern ? undefined : symbolicPath(context.command.folder, word);
    const deleted = selected ?? pattern ?? (symbolic === undefined ? undefined : pathPattern(symbolic, '/'));
    if (!deleted) continue;
    const isPartial = partial && !selected;
    const named = path ?? symbolic;
    const isPart = named !== undefined && !isPartial && !context.draft.hasPath(named) && !context.state.fileAt(named);
    context.draft.remove(deleted, isPartial);
    if (!isPartial) context.state.remove(deleted, context.draft);
    if (isPart) removePartOfContents(named, context);
  }
  return true;
};

/**
 * Removes the folder of an archive or a checkout whose names are not known: all of it if it has the name of the archive, otherwise an
 * unknown part.
 */
function removePartOfContents(path: string, context: CommandContext): void {
  for (const contents of context.state.contentsAbove(path)) {
    if (isRootOf(contents.path, path)) removeFile(contents.path, context);
    else context.draft.remove((other) => other === contents.path, true);
  }
}

/** Whether a path is probably the only folder of an archive: `foo-1.2` of `foo-1.2.tar.gz`. */
function isRootOf(contents: string, path: string): boolean {
  const [archive, folder] = [baseName(contents).slice(1), baseName(path)].map((name) => /^[A-Za-z]{2,}/.exec(name)?.[0].toLowerCase());
  return parentOf(contents) === parentOf(path) && archive !== undefined && archive === folder;
}

/** chown, chmod, chgrp: a file of an earlier layer is copied completely into this layer. */
export const readOwnershipChange: CommandReader = (context) => {
  const change = context.command.ownership;
  if (!change) return false;
  const detail = message('{tool} copies the files from earlier layers into this layer; use COPY --{flag} to avoid it.', {
    tool: change.tool,
    flag: change.tool === 'chmod' ? 'chmod' : 'chown',
  });
  for (const changed of changedBy(context)) {
    if (changed.how !== 'content')
      changeOwner(changed, { name: changed.path ?? changed.word, source: 'context', isWaste: true, detail }, context);
  }
  return true;
};

function changeOwner({ path: known, pattern, word, recursive }: ChangedPaths, group: FileGroup, context: CommandContext): void {
  const { state, draft, command } = context;
  const path = known ?? (pattern ? undefined : symbolicPath(command.folder, word));
  const single = path === undefined ? undefined : state.fileAt(path);
  if (single) return copyUp([single], group, context);
  const found = pattern && (recursive || path === undefined) ? state.filesAt(pattern, path) : { files: [], complete: false };
  copyUp(found.files, group, context);
  // Files that this layer created are written once, whoever owns them.
  const isNew = (path !== undefined && draft.createsFolder(path)) || (pattern !== undefined && draft.holds(pattern));
  if (found.complete || (isNew && found.files.length === 0)) return;
  const contents = path === undefined ? [] : state.contentsAbove(path);
  if (contents.some((one) => draft.hasPath(one.path))) return;
  const [part] = contents;
  if (part) {
    draft.add({ ...group, parts: [{ name: word, bytes: 0 }], bytes: { ...bytesOf(part), low: 0 }, source: 'heuristic' });
    return;
  }
  if (!recursive && path !== undefined && isFolder(path, context)) return;
  unknownFilesAt({ word, path, isFolder: recursive }, group, context);
}

/** cp, mv and install: the known source files are added to this layer. mv in the same layer adds nothing. */
export const readTransfer: CommandReader = (context) => {
  const { transfer } = context.command;
  if (!transfer) return false;
  const { tool, sources } = transfer;
  const group: FileGroup = {
    name: transfer.target?.value ?? tool,
    source: 'context',
    detail: message('Files that {tool} copies into this layer.', { tool }),
  };
  const named = filesNamedBy(sources, context);
  const target = transfer.target && pathOf(transfer.target, context);
  const isInto =
    transfer.isFolder || named.length > 1 || named.some(({ path }) => path === undefined) || isFolderTarget(transfer, target, context);
  for (const source of named) transferFiles(source, { tool, target, isInto }, group, context);
  return true;
};

/** `cp a /x/`, `cp a .`, and folders that exist. */
function isFolderTarget({ target }: Transfer, path: string | undefined, context: CommandContext): boolean {
  return /(?:^|\/)\.{0,2}$/.test(target?.value ?? '') || (path !== undefined && isFolder(path, context));
}

interface Destination {
  readonly tool: Transfer['tool'];
  readonly target: string | undefined;
  /** Whether the target is a folder that gets the files. */
  readonly isInto: boolean;
}

function transferFiles(source: NamedFiles, { tool, target, isInto }: Destination, group: FileGroup, context: CommandContext): void {
  const { draft, state } = context;
  // `cp -r x/. y` copies the contents, `cp -r x y` the folder if y exists.
  const isContents = source.word === '.' || source.word.endsWith('/.');
  const { path: from } = source;
  for (const file of source.files) {
    const inner = source.isFolder && from !== undefined && isInto && !isContents ? joinPath(baseName(from), file.inner) : file.inner;
    const to = target === undefined ? undefined : targetPath(target, isInto || source.isFolder, { inner });
    if (to === undefined)
      draft.add({ parts: [{ name: file.path, bytes: file.bytes }], bytes: bytesOf(file), source: group.source, detail: group.detail });
    else if (to !== file.path) writeFile(to, bytesOf(file), group, context, file.source);
    if (tool === 'mv' && to !== file.path) removeFile(file.path, context);
  }
  if (source.complete) return;
  if (from !== undefined && transferContents(from, tool, target, group, context)) return;
  // What the layer has at the source without a known size is already counted or unknown.
  if (tool === 'mv' && from !== undefined && draft.holds((path) => isWithin(from, path))) return;
  unknownFilesAt({ word: source.word, path: from, isFolder: source.isFolder }, group, context);
  if (target !== undefined) state.recordUnknownWrites(target);
}

/** Moves or copies a part of an archive or a checkout. Returns false if the path is not in one. */
function transferContents(path: string, tool: string, target: string | undefined, group: FileGroup, context: CommandContext): boolean {
  const [contents] = context.state.contentsAbove(path);
  if (!contents) return false;
  const isWhole = parentOf(contents.path) === parentOf(path);
  const isMoved = tool === 'mv' && context.draft.hasPath(contents.path);
  if (isMoved && !isWhole) return true;
  const { likely, high } = bytesOf(contents);
  const bytes = isMoved ? bytesOf(contents) : { low: 0, likely: isWhole ? likely : Math.round(likely / 4), high };
  if (isMoved) removeFile(contents.path, context);
  const name = baseName(contents.path).slice(1);
  const detail = message('An estimate: a part of what was unpacked from {archive}.', { archive: name });
  writeContents(target ?? '/', name, bytes, { ...group, source: 'heuristic', detail }, context);
  return true;
}

/** ln: a hard link to a file of an earlier layer copies it into this layer; a symbolic link has no bytes. */
export const readLink: CommandReader = (context) => {
  const { link } = context.command;
  if (!link) return false;
  const detail = message('A hard link copies the file of an earlier layer into this layer.');
  const group: FileGroup = { name: link.targets[0]?.value ?? 'ln', source: 'context', detail };
  if (link.symbolic) recordSymbolicLink(link, context);
  else for (const { files } of filesNamedBy(link.targets, context)) copyUp(files, group, context);
  return true;
};

/** Commands that use the link change or copy its target. */
function recordSymbolicLink({ targets, link }: Link, context: CommandContext): void {
  context.draft.addSmallFiles();
  const path = link && pathOf(link, context);
  const [word] = targets;
  const target = word && targets.length === 1 ? expandWords(word, context)?.[0] : undefined;
  const to = path === undefined || target === undefined ? undefined : absolutePath(parentOf(path), target);
  if (path !== undefined && to !== undefined) context.state.recordLink(path, to);
}

/** `sed -i`, `dos2unix`, and `touch` of an existing file: the file is written again. */
export const readInPlace: CommandReader = (context) => {
  const { command, draft, state } = context;
  const { writing } = command;
  if (!writing || (writing.mode !== 'edit' && !(writing.mode === 'create' && writing.keepsExisting))) return false;
  const detail = message('{tool} writes a new copy of a file from an earlier layer.', { tool: writing.tool });
  for (const { path } of writing.targets.flatMap((word) => matchPaths(word, false, context))) {
    const known = path === undefined ? undefined : state.fileAt(path);
    if (!known) draft.addSmallFiles();
    else copyUp([writing.mode === 'edit' ? edited(known) : known], { name: known.path, source: 'context', detail }, context);
  }
  return true;
};

/** An edit changes the length of a settings file by a few percent. */
const editRatio: Bytes = { low: 0.9, likely: 1, high: 1.1 };

function edited(file: FileAtPath): FileAtPath {
  return { ...file, interval: multiplyBytes(bytesOf(file), editRatio) };
}

/** `>>` and `tee -a`: the file is copied into this layer, and grows by what is appended. */
export function appendTo(path: string, program: string, context: CommandContext): void {
  const known = context.state.fileAt(path);
  const detail = message('{tool} writes a new copy of a file from an earlier layer.', { tool: program });
  if (known) copyUp([known], { name: path, source: 'context', detail }, context);
}

/** setcap, setfacl, chattr, strip: the file is written again, with other attributes or without symbols. */
export const readAttributes: CommandReader = (context) => {
  const { program, args, output } = context.command;
  if (program === undefined || output || !hasRole(program, 'attributeTool')) return false;
  const files = args.filter(({ value }) => /[/.]/.test(value) && !/^[-+=]|[+=][a-z]*$/.test(value));
  const detail = message('{tool} writes a new copy of a file from an earlier layer.', { tool: program });
  for (const word of files) {
    const path = pathOf(word, context);
    const known = path === undefined ? undefined : context.state.fileAt(path);
    const group: FileGroup = { name: path ?? word.value, source: 'heuristic', detail };
    if (known) copyUp([{ ...known, interval: { ...bytesOf(known), low: 0 } }], group, context);
    else if (path !== undefined) context.draft.write(path, sizeOfName(path), group);
    else context.draft.addSmallFiles();
  }
  return true;
};
