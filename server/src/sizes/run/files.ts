import { changedBy, matchPaths, removedBy } from '../../facts/command-files.ts';
import type { MatchedPaths } from '../../facts/file-changes.ts';
import { systemFolders } from '../../knowledge/folders.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { exactBytes } from '../bytes.ts';
import { sumOf } from '../stage-state.ts';
import { startFolder } from '../../facts/path-pattern.ts';
import type { CommandReader, CommandContext } from './context.ts';

/** rm, rmdir, find -delete: files that the same layer added are removed; files of earlier layers still count. */
export const readDeletion: CommandReader = (context) => {
  if (!context.command.removal) return false;
  for (const { pattern, partial } of removedBy(context)) {
    if (!pattern) continue;
    context.draft.remove(pattern, partial);
    if (!partial) context.state.remove(pattern);
  }
  return true;
};

/** chown, chmod, chgrp: a file of an earlier layer is copied completely into this layer. */
export const readOwnershipChange: CommandReader = (context) => {
  const change = context.command.ownership;
  if (!change) return false;
  const detail = message('{tool} copies the files from earlier layers into this layer; use COPY --{flag} to avoid it.', {
    tool: change.tool,
    flag: change.tool === 'chmod' ? 'chmod' : 'chown',
  });
  for (const changed of changedBy(context)) if (changed.how !== 'content') copyUp(changed, context, detail, true);
  return true;
};

/** cp, mv and install: the known source files are added to this layer. */
export const readCopyOfFiles: CommandReader = (context) => {
  const { transfer } = context.command;
  if (!transfer) return false;
  const { tool, sources } = transfer;
  const detail = message('Files that {tool} copies into this layer.', { tool });
  for (const source of sources.flatMap((word) => matchPaths(word, true, context))) copyUp(source, context, detail, false);
  return true;
};

/** `sed -i`: the file is rewritten. */
export const readSedInPlace: CommandReader = (context) => {
  const { command, draft, state } = context;
  if (command.program !== 'sed') return false;
  const edited = changedBy(context).filter(({ how, program }) => how === 'content' && program === 'sed');
  for (const { path } of edited) {
    const known = path === undefined ? undefined : state.fileAt(path);
    if (path === undefined || known === undefined) draft.addSmallFiles();
    else if (draft.copyUp([{ path }]).length > 0) {
      const detail = message('sed writes a new copy of a file from an earlier layer.');
      draft.add({ parts: [{ name: path, bytes: known }], bytes: exactBytes(known), source: 'context', path, detail });
    }
  }
  return edited.length > 0;
};

/**
 * Adds files of earlier layers that a command writes to this layer.
 *
 * @param staysAtPath Whether it changes them where they are, so that the image has them twice, and this layer once.
 */
function copyUp({ path, pattern, word, recursive }: MatchedPaths, context: CommandContext, detail: Message, staysAtPath: boolean): void {
  const { state, draft } = context;
  const single = path === undefined ? undefined : state.fileAt(path);
  const found = pattern && single === undefined && recursive ? state.filesAt(pattern) : undefined;
  const files = path === undefined || single === undefined ? (found?.files ?? []) : [{ path, bytes: single }];
  const copied = staysAtPath ? draft.copyUp(files) : files;
  // Files that this layer created are written once, whoever owns them.
  const isNew = (path !== undefined && draft.createsFolder(path)) || (pattern !== undefined && draft.holds(pattern));
  if (isNew && files.length === 0) return;
  if (copied.length > 0) {
    const bytes = sumOf(copied);
    draft.add({ parts: [{ name: path ?? word, bytes: bytes.likely }], bytes, source: 'context', isWaste: staysAtPath, detail });
  }
  if (single !== undefined || found?.complete) return;
  if (!recursive && path !== undefined && isFolder(path, context)) return;
  draft.addUnknown(message('The files at {path} are copied into this layer; their size is only known during the build.', { path: word }));
}

function isFolder(path: string, { model, instruction, state }: CommandContext): boolean {
  return systemFolders.has(path) || path === startFolder(model, instruction) || state.isFolder(path);
}
