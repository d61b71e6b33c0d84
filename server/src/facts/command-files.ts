import { packageFolders } from '../knowledge/folders.ts';
import { baseName, isWithin, parentOf, shellPath } from '../base/paths.ts';
import type { Span } from '../base/span.ts';
import { hasOption } from '../shell/tools/options.ts';
import type { ShellWord } from '../shell/script.ts';
import { homeOf } from './commands/home.ts';
import { expandWords } from './commands/words.ts';
import type { InstructionCommand } from './commands/words.ts';
import type { AddedKind, AddedPath, ChangedPaths, FileChanges, MatchedPaths, PackageChange, RemovedPaths } from './file-changes.ts';
import { pathPattern } from './path-pattern.ts';
import type { PathPattern } from './path-pattern.ts';

/** The changes of one command of a RUN to the files of the image. */
export function filesOfCommand(context: InstructionCommand): FileChanges {
  return { added: addedBy(context), changed: changedBy(context), removed: removedBy(context), packages: packagesOf(context) };
}

/** Downloads, clones, unpacked archives, package lists, and files that a redirection or `touch` creates. */
function addedBy(context: InstructionCommand): readonly AddedPath[] {
  const { command } = context;
  const { download, clone, extraction, folder } = command;
  const certain = !command.conditional;
  const added = (by: AddedPath['by'], kind: AddedKind, word: string | undefined, at: Span = command.command): readonly AddedPath[] => {
    const path = word === undefined || /[*?[]/.test(word) ? undefined : shellPath(folder, word);
    if (path === undefined || isWithin('/dev', path)) return [];
    return [{ at: { start: at.start, end: at.end }, path, kind, by, certain }];
  };
  if (download) {
    const { output, outputWord } = download;
    // Undefined for standard output; another text than that of the word in a folder of another option.
    const expanded = outputWord && output === outputWord.value ? expandWords(outputWord, context)?.[0] : undefined;
    return added('download', 'file', expanded ?? output, outputWord);
  }
  if (clone) return added('clone', 'folder', clone.directory);
  if (extraction) return added('archive', 'contents', extraction.directory ?? '.');
  return [...listsOf(context), ...written(context).flatMap((word) => added('text', 'file', expandWords(word, context)?.[0], word))];
}

/** The words that name files which a command creates: `echo x > file`, `touch file`. */
function written({ command }: InstructionCommand): readonly ShellWord[] {
  const { output, writing } = command;
  const targets = output?.files.flatMap(({ word, appends }) => (appends ? [] : [word])) ?? [];
  return writing?.mode === 'create' ? [...targets, ...writing.targets] : targets;
}

/** The folders in which package managers store downloads. */
function listsOf({ command }: InstructionCommand): readonly AddedPath[] {
  const { packages } = command;
  if (packages?.kind !== 'system' || !packages.verbWord) return [];
  const { tool, verb, verbWord, updatesLists, args } = packages;
  const isCached = (verb === 'update' || verb === 'install') && !hasOption(args, '--no-cache');
  const path =
    tool.startsWith('apt') && updatesLists ? packageFolders.aptLists : tool === 'apk' && isCached ? packageFolders.apk : undefined;
  const { start, end } = verbWord;
  return path === undefined ? [] : [{ at: { start, end }, path, kind: 'folder', by: 'lists', certain: !command.conditional }];
}

/** The system packages that a command installs or removes by name. */
function packagesOf({ command }: InstructionCommand): readonly PackageChange[] {
  const { packages } = command;
  if (packages?.kind !== 'system' || (packages.verb !== 'install' && packages.verb !== 'remove')) return [];
  const change = packages.verb === 'install' ? 'installed' : 'removed';
  return packages.packages.flatMap(({ source, name, word }) => {
    const isKnown = change === 'removed' || (source === 'repository' && word.literal);
    return isKnown ? [{ at: { start: word.start, end: word.end }, name, change, certain: !command.conditional }] : [];
  });
}

/** chmod, chown and chgrp; `sed -i`; files to which `>>` and `tee -a` append. */
export function changedBy(context: InstructionCommand): readonly ChangedPaths[] {
  const { ownership, output, writing } = context.command;
  if (ownership) {
    const { tool, recursive, targets } = ownership;
    const how = tool === 'chmod' ? 'mode' : 'owner';
    return targets.flatMap((word) => matchPaths(word, recursive, context).map((named) => ({ ...named, how, program: tool })));
  }
  const appended = output?.files.flatMap(({ word, appends }) => (appends ? [['>>', word] as const] : [])) ?? [];
  const changed =
    writing?.mode === 'edit' || writing?.mode === 'append' ? writing.targets.map((word) => [writing.tool, word] as const) : [];
  return [...appended, ...changed].flatMap(([by, word]) =>
    matchPaths(word, false, context).map((named) => ({ ...named, how: 'content' as const, program: by })),
  );
}

/** rm, unlink, `find -delete`. rmdir deletes no files. */
export function removedBy(context: InstructionCommand): readonly RemovedPaths[] {
  const { removal, program } = context.command;
  if (!removal || program === 'rmdir') return [];
  const { recursive, partial, name } = removal;
  return removal.targets.flatMap((word) =>
    matchPaths(word, recursive, context).map((named) => {
      const selected = name === undefined ? undefined : namedIn(named.pattern, name);
      return { ...named, partial, selected, covers: (added) => !partial && isCovered(added, named) };
    }),
  );
}

/** The files below some paths whose name matches a glob. */
function namedIn(pattern: PathPattern | undefined, name: string): PathPattern | undefined {
  const fits = name === '*' ? () => true : pathPattern(`/${name}`, '/');
  return pattern && fits && ((path) => pattern(path) && fits(`/${baseName(path)}`));
}

/**
 * Whether a command deletes files in a folder, or may do so: which files a glob or `find` selects is not checked, and a variable of unknown
 * value may be any path. A variable that the script computes itself (`mktemp -d`) is something else than a folder of the system.
 */
export function mayDeleteIn(folder: string, place: InstructionCommand): boolean {
  const { removal, folder: here, script, user } = place.command;
  return (removal?.targets ?? []).some((word) => {
    const isComputed = word.variables.some(({ name }) => script.assigned.has(name)) || /[`]|\$\(/.test(word.value);
    return (expandWords(word, place) ?? [word.value]).flatMap(bracesIn).some((text) => {
      const expansion = text.search(/[$`]/);
      if (expansion >= 0) return !isComputed && isWithin(parentOf(text.slice(0, expansion)) || '/', folder);
      const path = text.startsWith('~/') ? inHome(user, text) : shellPath(here, text);
      return path === undefined ? mayBeRelative(text, folder) : overlaps(path, folder);
    });
  });
}

/** `~/.cache` of root, or of another user in its usual place. */
function inHome(user: string | undefined, text: string): string {
  return text.replace('~', homeOf(user));
}

/** Whether a relative path may name something on the way to a folder or in it, with an unknown working directory. */
function mayBeRelative(text: string, folder: string): boolean {
  const named = text.replace(/^(?:\.{1,2}\/)+/, '').replace(/\/?[*?][^/]*$/, '');
  return text === '*' || text === './*' || (named !== '' && `${folder}/`.includes(`/${named}/`));
}

/** Whether deleting a path, with or without a glob at its end, deletes what lies in the folder. */
function overlaps(path: string, folder: string): boolean {
  const named = path.replace(/\/?[*?[][^/]*$/, '').replace(/\/$/, '');
  return named !== '' && (isWithin(named, folder) || isWithin(folder, path));
}

/** `{a,b}` expanded, whatever the shell: an author who writes it means both. */
function bracesIn(text: string): readonly string[] {
  const [, before, choices, after] = /^([^{]*(?<!\$))\{([^{}]*,[^{}]*)\}(.*)$/s.exec(text) ?? [];
  return choices === undefined ? [text] : choices.split(',').flatMap((choice) => bracesIn(`${before}${choice}${after}`));
}

/** Files with unknown names are only covered if all of them are deleted: their folder, or `/*` in it. */
function isCovered({ path, kind }: Pick<AddedPath, 'path' | 'kind'>, { word, recursive, pattern, path: named }: MatchedPaths): boolean {
  if (!pattern) return false;
  if (kind === 'file' && pattern(path)) return recursive || path === named || (named === undefined && depthOf(path) === depthOf(word));
  if (kind === 'file' || !recursive) return false;
  if (named !== undefined) return isWithin(named, path);
  const folder = /^(\/[^*?[]*)\/\*$/.exec(word)?.[1];
  return (folder !== undefined && isWithin(folder, path)) || pattern(path);
}

function depthOf(path: string): number {
  return path.split('/').length;
}

/** The paths that a word matches: one entry for each word after expansion by the shell, including `{a,b}` in bash. */
export function matchPaths(word: ShellWord, recursive: boolean, context: InstructionCommand): readonly MatchedPaths[] {
  const { folder, conditional } = context.command;
  return (expandWords(word, context) ?? [word.value]).flatMap((text) =>
    expandBraces(text, word, context).map((each): MatchedPaths => {
      const isGlob = !word.literal && /[*?[]/.test(each);
      const absolute = shellPath(folder, each);
      return {
        at: { start: word.start, end: word.end },
        word: isGlob ? (absolute ?? each) : each,
        path: isGlob ? undefined : absolute,
        pattern: isGlob || absolute === undefined ? pathPattern(each, folder) : (path) => isWithin(absolute, path),
        recursive,
        certain: !conditional,
      };
    }),
  );
}

/** Expands `{a,b}`, which bash splits into two words and other shells keep. */
function expandBraces(text: string, { raw }: ShellWord, { command }: InstructionCommand): readonly string[] {
  const [, before, choices, after] = /^([^{]*)\{([^{}]*,[^{}]*)\}(.*)$/s.exec(text) ?? [];
  if (command.script.dialect !== 'bash' || choices === undefined || /["']/.test(raw)) return [text];
  return choices.split(',').map((choice) => `${before}${choice}${after}`);
}
