import { rpmCacheFolders, packageFolders } from '../knowledge/folders.ts';
import { isCompilerPackage } from '../knowledge/build-packages.ts';
import { hasRole } from '../knowledge/programs.ts';
import { toolCache } from '../knowledge/tool-caches.ts';
import type { Stage } from '../model/model.ts';
import { rootStage } from '../model/stages.ts';
import { isSimulated } from '../shell/tools/packages.ts';
import type { PackageCommand, PackageVerb } from '../shell/tools/packages.ts';
import type { Instruction } from '../syntax/tree.ts';
import type { CommandFact } from './commands/command.ts';
import type { Facts } from './facts.ts';
import { cacheFoldersOf, isCacheOffByVariable, mayMountCache } from './tool-caches.ts';
import { mayBeModernYarn } from './yarn.ts';

/** A command that downloads, and the folders in which a cache mount would keep that. */
export interface MissingCacheMount {
  readonly command: CommandFact;
  readonly packages: PackageCommand;
  readonly folders: readonly string[];
  /** Whether two builds must not write to the folders at the same time. */
  readonly locked: boolean;
  /** `headers`: only the headers of Node.js, with which node-gyp compiles, are not kept. */
  readonly content: 'downloads' | 'headers';
}

const downloading: ReadonlySet<PackageVerb> = new Set(['install', 'download', 'upgrade', 'update', 'build']);

/**
 * The tools in a RUN that download again in every build of its layer, because no mount keeps their cache; for each tool its first command.
 * Tools whose cache is not known there, or that keep nothing in a cache, are left out. What a container may need has to stay in the image:
 * caches that programs read are only for build stages.
 */
export function missingCacheMounts(run: Instruction, stage: Stage, facts: Facts): readonly MissingCacheMount[] {
  const mounts = facts.mountsOf(run);
  const found = new Map<string, MissingCacheMount>();
  for (const command of facts.commandsOf(run)) {
    const { packages } = command;
    if (!packages || !downloading.has(packages.verb) || found.has(packages.tool) || isSimulated(packages)) continue;
    const folders = foldersToMount(command, packages, stage, facts);
    if (folders.length === 0) continue;
    const headers = compilesWithGyp(packages, run, stage, facts) ? toolCache('node-gyp')!.folders : [];
    const isKept = mayMountCache(mounts, [...folders, ...(toolCache(packages.tool)?.folders ?? [])]);
    const missing = [...(isKept ? [] : folders), ...(mayMountCache(mounts, headers) ? [] : headers)];
    if (missing.length === 0) continue;
    found.set(packages.tool, {
      command,
      packages,
      folders: missing,
      locked: toolCache(packages.tool)?.locked ?? true,
      content: isKept ? 'headers' : 'downloads',
    });
  }
  return [...found.values()];
}

function foldersToMount(command: CommandFact, packages: PackageCommand, stage: Stage, facts: Facts): readonly string[] {
  const { tool } = packages;
  if (hasRole(tool, 'apt')) return toolCache('apt-get')!.folders;
  if (hasRole(tool, 'rpmInstaller')) return [rpmCacheFolders(stage)[0]!];
  if (tool === 'apk') return packages.verb === 'update' ? [] : [packageFolders.apkCache];
  const cache = toolCache(tool);
  if (!cache || isCacheOffByVariable(command, cache)) return [];
  if (cache.content === 'used' && stage.isInFinalImage) return [];
  if (tool === 'conda' || tool === 'zypper') return [];
  if (tool === 'yarn' && mayBeModernYarn(packages, stage, facts)) return [];
  if ((tool === 'bundler' || tool === 'gem') && rootStage(stage).image?.repository !== 'ruby') return [];
  return cacheFoldersOf(command, stage) ?? [];
}

/** Whether an install of npm or Yarn finds a compiler that the stage has installed for it. */
function compilesWithGyp({ tool, verb, project }: PackageCommand, run: Instruction, stage: Stage, { commandsOf }: Facts): boolean {
  if ((tool !== 'npm' && tool !== 'yarn') || verb !== 'install' || !project) return false;
  const until = stage.instructions.filter(({ keyword, start }) => keyword === 'RUN' && start <= run.start);
  return until.some((each) =>
    commandsOf(each).some(
      ({ packages }) =>
        packages?.kind === 'system' && packages.verb === 'install' && packages.packages.some(({ name }) => isCompilerPackage(name)),
    ),
  );
}
