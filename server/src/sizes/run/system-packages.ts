import { message } from '../../base/message.ts';
import { isWithin } from '../../base/paths.ts';
import { leftovers } from '../../facts/leftovers.ts';
import { expandWords } from '../../facts/commands/words.ts';
import { packageCache, systemPackage } from '../../knowledge/system-package-sizes.ts';
import { isSimulated } from '../../shell/tools/packages.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { Bytes } from '../size.ts';
import type { CommandContext } from './context.ts';
import { addWritten } from './written.ts';

/**
 * Package managers of distributions without a table (yum, dnf, microdnf, zypper, pacman): an estimate by the number of names, and the cache that
 * stays until it is cleaned. Returns false for commands of unknown effect.
 */
export function readSystemPackages(packages: PackageCommand, context: CommandContext): boolean {
  const { command, draft, state, model, instruction } = context;
  const { tool, verb, verbText } = packages;
  const stage = model.stageOf(instruction);
  if (!stage) return false;
  if (verb === 'clean') {
    const folders = leftovers.filter((one) => one.tools.has(tool)).flatMap((one) => one.folders(stage));
    const pattern = (path: string): boolean => folders.some((folder) => isWithin(folder, path));
    draft.remove(pattern, false);
    state.remove(pattern, draft);
    return true;
  }
  if (verb === 'remove' || isSimulated(packages)) {
    draft.addSmallFiles();
    return true;
  }
  if (verb !== 'install' && verb !== 'upgrade' && verb !== 'update') return false;
  const name = `${tool} ${verbText}`.trim();
  const count = packages.packages.flatMap(({ word }) => expandWords(word, context) ?? ['']).length;
  if (verb !== 'update') {
    const bytes = count === 0 ? systemPackage.upgrade : several(systemPackage.one, count);
    const detail = message('There is no size data for the packages that {command} installs: an estimate by their number.', {
      command: name,
    });
    const parts = packages.packages.map((one) => ({ name: one.word.value, bytes: Math.round(bytes.likely / Math.max(1, count)) }));
    draft.add({ parts, bytes, source: 'heuristic', detail });
  }
  const left = leftovers.find((one) => one.tools.has(tool) && one.leaves(packages));
  const folder = left?.folders(stage)[0];
  if (folder === undefined || state.fileAt(`${folder}/metadata`)) return true;
  const detail = message('What {command} leaves in {folder}, unless it is cleaned.', { command: name, folder });
  addWritten(context, { path: `${folder}/metadata`, bytes: packageCache, source: 'heuristic', detail, name: command.program ?? tool, isWaste: true }); // prettier-ignore
  return true;
}

/** Several packages: of many, the largest are not all there. */
function several({ low, likely, high }: Bytes, count: number): Bytes {
  return { low: low * count, likely: likely * count, high: Math.round(likely * count + (high - likely) * Math.sqrt(count)) };
}
