import { baseName, isWithin, shellPath } from '../../base/paths.ts';
import { packageFolders } from '../../knowledge/folders.ts';
import { hasRole } from '../../knowledge/programs.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { InstructionCommand } from '../commands/words.ts';
import { filesOfCommand } from '../command-files.ts';
import { unreadInCommand } from '../unread.ts';
import { isMounted } from '../mounts.ts';
import type { MountFact } from '../mounts.ts';
import { opened, withFile } from './state.ts';
import type { ImageState } from './state.ts';

/** What the effects of a command depend on, besides the command itself. */
export interface CommandSetting {
  readonly mounts: readonly MountFact[];
  /** The folders in which the container looks for programs. */
  readonly inPath: readonly string[];
}

/** Whether a script or another unknown program runs makes no difference here. */
const noPrograms: ReadonlySet<string> = new Set();

/** Files that configure the repositories of apt and apk. */
const repositoryFiles = /\/etc\/(?:apt|apk)\b|sources\.list|\.sources\b|\/etc(?:$|\/$)/;

/** Package managers of languages whose packages are not limited to the language. */
const generalManagers: ReadonlySet<string> = new Set(['conda', 'pipx']);

/** The state of the image after a command of a RUN. */
export function afterCommand(state: ImageState, place: InstructionCommand, setting: CommandSetting): ImageState {
  const { command } = place;
  if (!command.inner.nameWord) return afterFiles(state, place, setting);
  if (setsPath(place)) return opened(state);
  const configured = configuresRepositories(place) ? { ...state, hasOwnSources: false } : state;
  if (command.packages) return afterFiles(afterPackages(configured, command.packages), place, setting);
  if (unreadInCommand(command, noPrograms) !== undefined || runsProgramText(place) || installsLocally(place)) return opened(state);
  return afterFiles(configured, place, setting);
}

function setsPath({ command: { script, inner } }: InstructionCommand): boolean {
  return script.assigned.has('PATH') || inner.assignments.some(({ name }) => name === 'PATH');
}

function configuresRepositories({ command: { inner, program } }: InstructionCommand): boolean {
  if (program !== undefined && hasRole(program, 'repositoryTool')) return true;
  const words = [...inner.args, ...inner.redirects.flatMap(({ target }) => target ?? [])];
  return words.some(({ value }) => repositoryFiles.test(value));
}

/** `curl ... | python3`, `php -r '...'`: a text in another language. */
function runsProgramText({ command: { program, args } }: InstructionCommand): boolean {
  return program !== undefined && hasRole(program, 'interpreter') && !args.some(({ value }) => /^(?:-V|-v|--version)$/.test(value));
}

/** `dpkg -i`, `dpkg --add-architecture`, `busybox --install`. */
function installsLocally({ command: { program, args } }: InstructionCommand): boolean {
  if (program === 'busybox' || program === 'rpm') return true;
  return (program === 'dpkg' || program === 'dpkg-deb') && !args.some(({ value }) => /^(?:-[lsSLWp]|--(?:list|status|search|listfiles|show|print-architecture|version|configure))/.test(value)); // prettier-ignore
}

function afterPackages(state: ImageState, packages: PackageCommand): ImageState {
  const { kind, tool, verb } = packages;
  if (kind === 'language') {
    if (generalManagers.has(tool) || verb === 'run') return opened(state);
    return state.hasLanguagePackages ? state : { ...state, hasLanguagePackages: true };
  }
  if (!hasRole(tool, 'apt') && tool !== 'apk') return opened(state);
  const isVerbKnown = packages.verbWord?.literal ?? false;
  if (!isVerbKnown) return opened(state);
  const updated = packages.updatesLists && state.listsAreMissing ? { ...state, listsAreMissing: false } : state;
  if (verb !== 'install') return updated;
  const isPlain = packages.verbText === 'install' || packages.verbText === 'add' || packages.verbText === 'reinstall';
  // `postfix-`, `g++`, `name*`, `^name`, `task^`: only plain names and versions are followed.
  const isReadable = packages.packages.every(({ source, name, word }) => source === 'repository' && word.literal && /^[a-z0-9][a-z0-9.+-]*(?<!-)$/.test(name)); // prettier-ignore
  if (!isPlain || !isReadable) return { ...updated, isOpen: true };
  const names = packages.packages.map(({ name }) => name);
  return { ...updated, installations: updated.installations.with({ names, recommends: !packages.noRecommends }) };
}

/** Files that a command adds: an archive below a folder of programs may contain any of them. */
function afterFiles(state: ImageState, place: InstructionCommand, { mounts, inPath }: CommandSetting): ImageState {
  const { added, removed } = filesOfCommand(place);
  let after = state;
  for (const { path, kind, by } of added) {
    if (by === 'lists') continue;
    if (kind === 'file') after = withFile(after, baseName(path));
    else if (inPath.some((folder) => isWithin(path, folder) || isWithin(folder, path))) after = { ...after, isOpen: true };
  }
  if (copiesTree(place, inPath)) after = { ...after, isOpen: true };
  for (const name of namesIn(place)) after = /[$`*?]/.test(name) ? { ...after, isOpen: true } : withFile(after, name);
  const lists = { path: packageFolders.aptLists, kind: 'folder' } as const;
  const areRemoved = removed.some((paths) => paths.certain && paths.covers(lists)) && !isMounted(mounts, packageFolders.aptLists);
  return areRemoved && !after.listsAreMissing && after.base.distro !== 'alpine' ? { ...after, listsAreMissing: true } : after;
}

/** `cp -r build/* /usr/local`: what is copied may have a folder of programs. */
function copiesTree({ command: { transfer, folder } }: InstructionCommand, inPath: readonly string[]): boolean {
  if (!transfer) return false;
  const path = transfer.target && shellPath(folder, transfer.target.value);
  return path === undefined || inPath.some((programs) => programs !== path && isWithin(path, programs));
}

/** The names of the files that a command writes, copies, moves, links or downloads, as written. */
function namesIn({ command }: InstructionCommand): readonly string[] {
  const { download, transfer, link, output, writing, program, args, extraction } = command;
  const words = [
    ...(transfer ? [...transfer.sources, ...(transfer.target ? [transfer.target] : [])] : []),
    ...(link ? [...link.targets, ...(link.link ? [link.link] : [])] : []),
    ...(output?.files.map(({ word }) => word) ?? []),
    ...(writing && writing.mode !== 'folder' ? writing.targets : []),
    ...(program === 'update-alternatives' || hasRole(program ?? '', 'compiler') ? args : []),
  ].map(({ value }) => value);
  const archive = extraction?.directory?.includes('$') ? ['$'] : [];
  return [...words, ...(download?.output === undefined ? [] : [download.output]), ...archive].map(baseName);
}
