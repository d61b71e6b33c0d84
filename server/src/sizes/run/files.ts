import { shellPath } from '../../base/paths.ts';
import type { ShellWord } from '../../shell/script.ts';
import { parseArguments } from '../../shell/tools/options.ts';
import { hasWildcard } from '../../context/glob.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { exactly } from '../bytes.ts';
import { sumOf } from '../stage-state.ts';
import { startFolder } from '../../facts/path-pattern.ts';
import { expandWords } from './words.ts';
import { pathsOf } from './context.ts';
import type { CommandReader, CommandContext } from './context.ts';

/** rm, rmdir, find -delete: what the same layer has put there is gone; what an earlier layer holds weighs all the same. */
export const readDeletion: CommandReader = (context) => {
  const { removal } = context.command;
  if (!removal) return false;
  for (const target of removal.targets.flatMap((word) => textsOf(word, context))) {
    for (const text of expandBraces(target, context)) {
      const pattern = pathsOf(context, text);
      if (!pattern) continue;
      context.draft.remove(pattern, removal.partial);
      if (!removal.partial) context.state.remove(pattern);
    }
  }
  return true;
};

/** `{a,b}`, which bash takes as two words and other shells as it stands. */
function expandBraces(text: string, { command }: CommandContext): readonly string[] {
  const [, before, choices, after] = /^([^{]*)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(text) ?? [];
  if (command.script.dialect !== 'bash' || choices === undefined) return [text];
  return choices.split(',').map((choice) => `${before}${choice}${after}`);
}

/** chown, chmod, chgrp: a file of an earlier layer is copied into this one whole. */
export const readOwnershipChange: CommandReader = (context) => {
  const change = context.command.ownership;
  if (!change) return false;
  const detail = message('{tool} copies the files from earlier layers into this layer; use COPY --{flag} to avoid it.', {
    tool: change.tool,
    flag: change.tool === 'chmod' ? 'chmod' : 'chown',
  });
  for (const target of change.targets.flatMap((word) => textsOf(word, context))) copyUp(target, context, change.recursive, detail, true);
  return true;
};

/** cp and mv: what is known of the sources comes into this layer. */
export const readCopyOfFiles: CommandReader = (context) => {
  const { program: tool, args } = context.command;
  if (tool !== 'cp' && tool !== 'mv') return false;
  const { operands } = parseArguments(args, { valued: ['-t', '--target-directory', '-S', '--suffix'], combined: true });
  const detail = message('Files that {tool} copies into this layer.', { tool });
  for (const source of operands.slice(0, -1).flatMap((word) => textsOf(word, context))) copyUp(source, context, true, detail, false);
  return true;
};

/** `sed -i`: the file is written anew. */
export const readSedInPlace: CommandReader = (context) => {
  const { program: tool, args } = context.command;
  if (tool !== 'sed' || !args.some(({ value }) => /^(?:-[a-zE]*i|--in-place)/.test(value))) return false;
  const { operands } = parseArguments(args, { valued: ['-e', '--expression', '-f', '--file'], combined: false });
  const scripted = args.some(({ value }) => /^(?:-e|-f|--expression|--file)/.test(value));
  for (const file of scripted ? operands : operands.slice(1)) {
    const path = file.literal ? shellPath(context.command.folder, file.value) : undefined;
    const known = path === undefined ? undefined : context.state.fileAt(path);
    if (path === undefined || known === undefined) context.draft.addSmallFiles();
    else {
      const detail = message('sed writes a new copy of a file from an earlier layer.');
      context.draft.add({ parts: [{ name: path, bytes: known }], bytes: exactly(known), source: 'context', path, detail });
    }
  }
  return true;
};

/** The words that the shell makes of one, or the one as it stands. */
function textsOf(word: ShellWord, context: CommandContext): readonly string[] {
  return expandWords(word, context) ?? [word.value];
}

function copyUp(target: string, context: CommandContext, recursive: boolean, detail: Message, isWaste: boolean): void {
  const { state, draft, command } = context;
  const pattern = pathsOf(context, target);
  const path = hasWildcard(target) ? undefined : shellPath(command.folder, target);
  const single = path === undefined ? undefined : state.fileAt(path);
  const found = pattern && single === undefined && recursive ? state.filesAt(pattern) : undefined;
  const files = single === undefined ? (found?.files ?? []) : [{ path: path!, bytes: single }];
  // What this very layer has made is written once, whoever owns it.
  const isNew = (path !== undefined && draft.madeFolder(path)) || (pattern !== undefined && draft.holds(pattern));
  if (isNew && files.length === 0) return;
  if (files.length > 0) {
    const bytes = sumOf(files);
    draft.add({ parts: [{ name: path ?? target, bytes: bytes.likely }], bytes, source: 'context', isWaste, detail });
  }
  if (single !== undefined || found?.complete) return;
  if (!recursive && path !== undefined && isFolder(path, context)) return;
  draft.addUnknown(message('The files at {path} are copied into this layer; their size is only known during the build.', { path: target }));
}

/** Folders that are in every image; to change one itself copies no file. */
const folders = new Set(
  ['/', ...'bin etc home lib media mnt opt root run sbin srv tmp usr var'.split(' ').map((name) => `/${name}`),
   '/usr/bin', '/usr/lib', '/usr/local', '/usr/local/bin', '/usr/share', '/usr/src', '/var/cache', '/var/lib', '/var/log', '/var/run', '/var/tmp'],
); // prettier-ignore

function isFolder(path: string, { model, instruction, state }: CommandContext): boolean {
  return folders.has(path) || path === startFolder(model, instruction) || state.isFolder(path);
}
