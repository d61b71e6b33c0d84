import { matchPaths } from '../../facts/command-files.ts';
import { expandWords } from '../../facts/commands/words.ts';
import { pathPattern, startFolder } from '../../facts/path-pattern.ts';
import { baseName, joinPath, parentOf, pathBelow, shellPath } from '../../base/paths.ts';
import { isReservedFolder, systemFolders } from '../../knowledge/folders.ts';
import type { ShellWord } from '../../shell/script.ts';
import type { FileGroup } from '../layer-draft.ts';
import type { Bytes } from '../size.ts';
import { bytesOf, contentsPath } from '../stage-state.ts';
import type { FileAtPath } from '../stage-state.ts';
import type { CommandContext } from './context.ts';

/** What is known about the files that a word of a command names. */
export interface NamedFiles {
  /** As the command receives it. */
  readonly word: string;
  /** The path of a single file or folder; undefined for a glob. */
  readonly path: string | undefined;
  /** The known files: the one that is named, or those of a folder. */
  readonly files: readonly NamedFile[];
  /** Whether the word names a folder, whose files are `files`. */
  readonly isFolder: boolean;
  /** Whether there are no other files. */
  readonly complete: boolean;
}

interface NamedFile extends FileAtPath {
  /** The path that a copy of the file has in the folder of the copy. */
  readonly inner: string;
}

/** Finds the files that words of a command name. */
export function filesNamedBy(words: readonly ShellWord[], context: CommandContext): readonly NamedFiles[] {
  return words.flatMap((word) =>
    matchPaths(word, true, context).map((matched) => {
      const { word: text } = matched;
      const path = matched.path ?? (word.globs.length === 0 ? symbolicPath(context.command.folder, text) : undefined);
      const pattern = matched.pattern ?? pathPattern(path ?? '$', '/');
      const single = path === undefined ? undefined : context.state.fileAt(path);
      if (path !== undefined && single)
        return { word: text, path, files: [{ ...single, inner: baseName(path) }], isFolder: false, complete: true };
      const { files, complete } = pattern ? context.state.filesAt(pattern, path ?? folderOfGlob(text)) : { files: [], complete: false };
      // A glob names files and folders by their last part.
      const depth = path === undefined ? text.split('/').length - 1 : 0;
      const inner = (file: FileAtPath): string =>
        path === undefined ? file.path.split('/').slice(depth).join('/') : (pathBelow(path, file.path) ?? baseName(file.path));
      return {
        word: text,
        path,
        files: files.map((file) => ({ ...file, inner: inner(file) })),
        isFolder: path !== undefined && (files.length > 0 || isFolder(path, context)),
        complete: complete || (path !== undefined && context.draft.createsFolder(path)),
      };
    }),
  );
}

/** The folder in which a glob selects files. */
function folderOfGlob(word: string): string {
  return parentOf(word.slice(0, word.search(/[*?[]/))) || '/';
}

/** Records a file that a command writes. `source`: the context path of its content. */
export function writeFile(path: string, bytes: Bytes, group: FileGroup, { draft, state }: CommandContext, source?: string): void {
  // What is there is in memory.
  if (isReservedFolder(path) === 'kernel') return;
  draft.write(path, bytes, group);
  if (draft.isOnMount(path)) return;
  const isExact = bytes.low === bytes.high;
  state.put(path, bytes.likely, draft, { source, ...(!isExact && { interval: bytes }) });
}

/** Removes a file that a command moves or replaces. */
export function removeFile(path: string, { draft, state }: CommandContext): void {
  const is = (other: string): boolean => other === path;
  draft.remove(is, false);
  state.remove(is, draft);
}

/** Adds files of earlier layers that a command changes to this layer, which has its own copy of each once. */
export function copyUp(files: readonly FileAtPath[], group: FileGroup, { draft }: CommandContext): void {
  for (const file of files) if (!draft.hasPath(file.path)) draft.write(file.path, bytesOf(file), group);
}

/** Records files with unknown names in a folder. `name`: what they come from. */
export function writeContents(folder: string, name: string, bytes: Bytes, group: FileGroup, context: CommandContext): void {
  writeFile(contentsPath(folder, name), bytes, group, context);
}

/**
 * The path that a word names. If a variable in it is unknown, the path has its name: two words with the same text are the same path.
 * Undefined for globs and relative paths in an unknown folder.
 */
export function pathOf(word: ShellWord, context: CommandContext): string | undefined {
  const [text = word.value, ...more] = expandWords(word, context) ?? [];
  return more.length > 0 || word.globs.length > 0 ? undefined : symbolicPath(context.command.folder, text);
}

/** As `shellPath`, with the names of unknown variables in the path. */
export function symbolicPath(folder: string | undefined, text: string): string | undefined {
  return shellPath(folder, text.replace(/\$\{?(\w+)\}?/g, '%$1%'));
}

/** A word for the user: expanded if its value is known. */
export function nameOf(word: ShellWord, context: CommandContext): string {
  return expandWords(word, context)?.[0] ?? word.value;
}

/** Whether a path is known to be a folder. */
export function isFolder(path: string, { model, instruction, state, draft }: CommandContext): boolean {
  return systemFolders.has(path) || path === startFolder(model, instruction) || state.isFolder(path) || draft.isCreatedFolder(path);
}

/** The path of a copy in its target, which is a folder by its syntax or because it exists. */
export function targetPath(target: string, intoFolder: boolean, { inner }: Pick<NamedFile, 'inner'>): string {
  return intoFolder ? joinPath(target, inner) : target;
}
