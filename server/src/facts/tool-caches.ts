import { isWithin } from '../base/paths.ts';
import { cacheVariablesOfImages, toolCache } from '../knowledge/tool-caches.ts';
import type { ToolCache } from '../knowledge/tool-caches.ts';
import type { Stage } from '../model/model.ts';
import { rootStage } from '../model/stages.ts';
import { hasOption, optionOf } from '../shell/tools/options.ts';
import { isSimulated } from '../shell/tools/packages.ts';
import type { PackageCommand, PackageVerb } from '../shell/tools/packages.ts';
import type { Instruction } from '../syntax/tree.ts';
import { mayDeleteIn } from './command-files.ts';
import type { CommandFact } from './commands/command.ts';
import { homeOf } from './commands/home.ts';
import type { InstructionCommand } from './commands/words.ts';
import type { Facts } from './facts.ts';
import type { MountFact } from './mounts.ts';

const fillingVerbs: ReadonlySet<PackageVerb> = new Set(['install', 'download', 'upgrade', 'build']);

/** Whether a command of a package manager stores what it downloads in the tool's cache: no option and no variable prevents it. */
export function fillsCache(command: CommandFact): boolean {
  const { packages } = command;
  if (!packages || !fillingVerbs.has(packages.verb) || isSimulated(packages)) return false;
  return !isCacheOff(command, packages);
}

function isCacheOff(command: CommandFact, { tool, args }: PackageCommand): boolean {
  const cache = toolCache(tool);
  if (!cache) return false;
  return hasOption(args, ...cache.offOptions) || isCacheOffByVariable(command, cache);
}

/** Whether a variable turns the cache off, or may do so: the script sets it somewhere. */
export function isCacheOffByVariable(command: CommandFact, cache: ToolCache): boolean {
  return Object.entries(cache.offVariables).some(
    ([name, off]) => isOff(command.environment(name), off) || command.script.assigned.has(name),
  );
}

const isOff = (value: string | undefined, off: RegExp): boolean => value !== undefined && off.test(value);

/** The folders in which a command stores its cache: undefined if an option or a variable of unknown value chooses another one. */
export function cacheFoldersOf(command: CommandFact, stage: Stage): readonly string[] | undefined {
  const { packages } = command;
  const cache = packages && toolCache(packages.tool);
  if (!cache) return undefined;
  const option = optionOf(packages.args, ...cache.folderOptions);
  if (option) return known(option.valueWord ? command.valueOfWord(option.valueWord) : option.value);
  const ofImage = cacheVariablesOfImages[rootStage(stage).image?.repository ?? ''] ?? {};
  for (const [name, below] of Object.entries(cache.folderVariables)) {
    const value = command.environment(name) ?? ofImage[name];
    if (value !== undefined && value + below !== cache.folders[0]) return known(value + below);
  }
  return cache.folders.map((folder) => inHomeOf(command.user, folder));
}

function known(path: string | undefined): readonly string[] | undefined {
  return path?.startsWith('/') ? [path] : undefined;
}

/** A folder of root as that of another user. Their homes are in /home, unless an account says otherwise. */
function inHomeOf(user: string | undefined, folder: string): string {
  return isWithin('/root', folder) ? folder.replace('/root', homeOf(user)) : folder;
}

/**
 * Whether a mount of the RUN may keep the cache out of the layer: one on a folder of the cache, whoever's home it is in, or one whose
 * target is unknown.
 */
export function mayMountCache(mounts: readonly MountFact[], folders: readonly string[]): boolean {
  return mounts.some((mount) => {
    if (mount.type?.type !== 'cache' && mount.type?.type !== 'tmpfs') return false;
    const { target } = mount;
    if (target === undefined) return true;
    return folders.some((folder) => mount.covers(folder) || isWithin(folder, target) || isSameBelowHome(target, folder));
  });
}

function isSameBelowHome(target: string, folder: string): boolean {
  const [own, other] = [belowHome(target), belowHome(folder)];
  return own !== undefined && other !== undefined && isWithin(own, other);
}

/** The path of a folder in anybody's home, from there: `.cache/pip`. */
function belowHome(folder: string): string | undefined {
  return /^(?:\/root|\/home\/[^/]+|~)\/(.+)$/.exec(folder)?.[1];
}

/** Whether a command deletes the cache, or may do so: with the tool's own verb, or in one of its folders. */
export function cleansCache(place: InstructionCommand, tool: string, folders: readonly string[]): boolean {
  const { packages } = place.command;
  if (packages) return packages.tool === tool && packages.verb === 'clean';
  return folders.some((folder) => mayDeleteIn(folder, place));
}

/** The last command of a RUN that fills the cache of a tool and leaves it in the layer. */
export interface CacheLeft {
  readonly command: CommandFact;
  readonly packages: PackageCommand;
  readonly cache: ToolCache;
  readonly folders: readonly string[];
}

/** The caches that the commands of a RUN leave in its layer, for each tool the last command that fills it. */
export function cachesLeft(run: Instruction, stage: Stage, { model, commandsOf, mountsOf }: Facts): readonly CacheLeft[] {
  const commands = commandsOf(run);
  const last = new Map<string, CacheLeft>();
  for (const command of commands) {
    const { packages } = command;
    const cache = packages && toolCache(packages.tool);
    if (!cache || !fillsCache(command)) continue;
    const folders = cacheFoldersOf(command, stage);
    if (folders) last.set(packages.tool, { command, packages, cache, folders });
  }
  return [...last.values()].filter(({ command, packages, folders }) => {
    if (mayMountCache(mountsOf(run), folders)) return false;
    const after = commands.filter((other) => other.command.start > command.command.start);
    return !after.some((other) => cleansCache({ model, instruction: run, command: other }, packages.tool, folders));
  });
}
