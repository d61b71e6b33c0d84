import { baseName, isWithin, joinPath, shellPath } from '../../base/paths.ts';
import { isApplicationFolder, isCache, isInDistribution } from './image-folders.ts';
import type { CommandFact } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { ShellWord } from '../../shell/script.ts';
import type { Transfer } from '../../shell/tools/files.ts';
import { fetchBuild } from './effects.ts';
import type { Effect, Setup } from './effects.ts';
import type { ProjectSources } from './project.ts';

/** What commands for files, links, owners and accounts do; undefined for every other command. */
export function readFiles(command: CommandFact, sources: ProjectSources): Effect | undefined {
  const { program = '', removal, ownership, link, account, transfer, writing } = command;
  const setup = (words: readonly ShellWord[], repeatable = false): Setup => ({
    kind: 'setup',
    program,
    repeatable,
    paths: pathsOf(words, command),
  });
  if (removal) {
    const areCaches = removal.partial || removal.targets.every(({ value }) => isCache(value));
    return areCaches ? { kind: 'cache-removal', of: 'system' } : setup(removal.targets);
  }
  if (ownership) return { ...setup(ownership.targets, true), owner: ownership.tool === 'chown' ? ownership.setting?.value : undefined };
  if (link) return link.link ? setup([link.link]) : undefined;
  if (account || hasRole(program, 'systemSetup')) return setup([], true);
  if (transfer) return readTransfer(transfer, command, sources);
  if (writing?.mode === 'folder') return { ...setup(writing.targets, true), program: 'mkdir' };
  if (writing) return setup(writing.targets, program === 'touch');
  return program === 'sed' ? { kind: 'none' } : undefined;
}

/**
 * `cp`, `mv`, `install`. What comes from the working folder, or from another folder that is not the distribution's, is a result of the
 * build, also when it stays in that folder and no COPY put it there; everything else is a setup that can be repeated.
 */
function readTransfer(transfer: Transfer, command: CommandFact, project: ProjectSources): Effect | undefined {
  const { tool, sources, target, isFolder } = transfer;
  const to = target && pathsOf([target], command)?.[0];
  const from = pathsOf(sources, command);
  if (!target || to === undefined || !from || command.folder === undefined) return undefined;
  const inFolder = (path: string): boolean => command.folder !== '/' && isWithin(command.folder!, path);
  const isResult = from.some((path) => (inFolder(path) ? !inFolder(to) || isMade(path, project) : !isInDistribution(path)));
  if (!isResult) return { kind: 'setup', program: tool, repeatable: false, paths: [to] };
  const [first = ''] = from;
  const single = from.length === 1 && !/[*?[]/.test(first);
  if (!single && !isApplicationFolder(to)) return undefined;
  const into = isFolder || target.value.endsWith('/') || !isApplicationFolder(to);
  const inside = single && into && !sources[0]!.value.endsWith('/.');
  return fetchBuild(tool, inside ? joinPath(to, baseName(first)) : to);
}

/** Whether no COPY puts a file to a path or below it, so that a build made it. False when the context is not known. */
function isMade(path: string, { files }: ProjectSources): boolean {
  return files !== undefined && !/[*?[]/.test(path) && !files.some(({ target }) => isWithin(path, target));
}

/** What `> file` writes: a setup when the text is in the command line itself, else a result of the build. */
export function readRedirects(command: CommandFact): readonly Effect[] {
  const { program = '>', output } = command;
  if (!output) return [];
  return output.files.map(({ word }): Effect => {
    const paths = pathsOf([word], command);
    if (output.isText) return { kind: 'setup', program, repeatable: false, paths };
    const [path] = paths ?? [];
    if (path === undefined) return { kind: 'unknown', command: `${program} > ${word.raw}` };
    return isCache(path) ? { kind: 'none' } : fetchBuild(program, path);
  });
}

/** The absolute paths that words name; a glob stays one. Undefined when one of them is not known. */
function pathsOf(words: readonly ShellWord[], command: CommandFact): readonly string[] | undefined {
  const paths = words.map((word) => {
    const isPlain = word.variables.length === 0 && !/[`$]/.test(word.raw);
    const value = command.valueOfWord(word) ?? (isPlain ? word.value : undefined);
    return value === undefined ? undefined : shellPath(command.folder, value);
  });
  return paths.every((path) => path !== undefined) ? paths : undefined;
}
