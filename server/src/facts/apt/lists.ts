import { hasRole } from '../../knowledge/programs.ts';
import { packageFolders } from '../../knowledge/folders.ts';
import type { DockerfileModel, Stage } from '../../model/model.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { isSimulated } from '../../shell/tools/packages.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { CommandFact } from '../commands/command.ts';
import type { Facts } from '../facts.ts';
import { isMounted } from '../mounts.ts';

/** Whether the tool is one of the apt family. */
export function isApt(tool: string): boolean {
  return hasRole(tool, 'apt');
}

/** Whether a command looks packages up in the lists that an earlier command has downloaded. */
function needsLists({ tool, verb, updatesLists }: PackageCommand): boolean {
  return isApt(tool) && !updatesLists && (verb === 'install' || verb === 'upgrade' || verb === 'download');
}

/** Whether one of the commands of a RUN uses package lists of apt. */
export function usesLists(commands: readonly CommandFact[]): boolean {
  return commands.some(({ packages }) => packages !== undefined && needsLists(packages));
}

/** `apt-get update` in a RUN that installs nothing, and the RUN that installs with its lists. */
export interface LoneUpdate {
  readonly update: PackageCommand;
  readonly install: PackageCommand;
  readonly installedIn: Instruction;
}

/**
 * Whether a RUN only downloads the package lists of apt, and a later RUN of its stage, or of one that builds on it, installs with them.
 * BuildKit keeps the layer of the RUN for as long as its text is the same, so that the lists become old. Returns undefined if no other RUN
 * needs them for certain, or if a mount keeps them.
 */
export function loneUpdateOf(stage: Stage, run: Instruction, facts: Facts): LoneUpdate | undefined {
  const commands = facts.commandsOf(run);
  const update = commands.findLast(({ packages }) => packages?.verb === 'update' && isApt(packages.tool))?.packages;
  if (!update || isSimulated(update) || usesLists(commands) || keepsLists(run, facts)) return undefined;
  const later = stage.instructions.slice(stage.instructions.indexOf(run) + 1);
  const found = firstUse(later, facts);
  if (found !== undefined) return found === 'updated' ? undefined : { update, ...found };
  for (const child of childrenOf(stage, facts.model)) {
    const there = firstUse(child.instructions, facts);
    if (there !== undefined && there !== 'updated') return { update, ...there };
  }
  return undefined;
}

type Use = Pick<LoneUpdate, 'install' | 'installedIn'>;

/** The first RUN that needs the lists; `updated` if one downloads them again before that. */
function firstUse(instructions: readonly Instruction[], facts: Facts): Use | 'updated' | undefined {
  for (const instruction of instructions) {
    if (instruction.keyword !== 'RUN') continue;
    for (const { packages } of facts.commandsOf(instruction)) {
      if (!packages || !isApt(packages.tool)) continue;
      if (packages.updatesLists || keepsLists(instruction, facts)) return 'updated';
      if (needsLists(packages) && !isSimulated(packages)) return { install: packages, installedIn: instruction };
    }
  }
  return undefined;
}

function keepsLists(run: Instruction, { mountsOf }: Facts): boolean {
  return isMounted(mountsOf(run), packageFolders.aptLists);
}

function childrenOf(stage: Stage, { stages }: DockerfileModel): readonly Stage[] {
  return stages.filter(({ parent }) => parent === stage);
}
