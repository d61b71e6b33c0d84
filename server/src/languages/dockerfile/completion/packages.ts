import { cataloguedRepositories, cataloguedTags } from '../../../model/base-image-catalogue.ts';
import { commonPackages } from '../../../knowledge/common-packages.ts';
import { aptTable } from '../../../sizes/apt/releases.ts';
import type { AptPackage, AptTable } from '../../../sizes/apt/table.ts';
import type { Stage } from '../../../model/model.ts';
import { commandsOf } from '../../../facts/commands/command.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { CommandReading } from '../../../shell/reading.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { formatBytes } from '../../../base/bytes.ts';
import { message } from '../../../base/message.ts';
import { packageText } from '../hover/package.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { slotAt } from './request.ts';
import type { CompletionRequest } from './request.ts';
import { commandAt } from './script.ts';
import { memoizeWeak } from '../../../base/memoize.ts';

/** More packages are of no use in a list: typing on makes it shorter. */
const mostPackages = 100;

/** Whether a package goes with what is typed, and is not named yet. */
type NameTest = (name: string) => boolean;

/** `text`: the shell text up to the cursor. The packages that a system's package manager may install there, by what is typed. */
export function packageItems(request: CompletionRequest, text: string): readonly Completion[] {
  const { document, instruction, stage } = request;
  if (!instruction || !stage) return [];
  const dialect = document.model.dialectAt(instruction);
  const found = commandAt(text, dialect === 'bash' ? 'bash' : 'sh');
  const install = found && new CommandReading(found.command).packages;
  const slot = found && /^[a-z0-9][\w.+-]*$|^$/.test(found.typed) ? slotAt(request, found.typed, /[\w.+-]*/y) : undefined;
  if (!found || install?.verb !== 'install' || install.kind !== 'system' || !slot || !isPackage(install, found.typed)) return [];
  const named = new Set(install.packages.slice(0, -1).map(({ name }) => name));
  const fits = (name: string): boolean => name.startsWith(slot.typed) && !named.has(name);
  const items = hasRole(install.tool, 'apt')
    ? aptItems(request, slot, stage, install.noRecommends, fits)
    : install.tool === 'apk'
      ? apkItems(request, slot, fits)
      : [];
  if (items.length > mostPackages) request.markIncomplete();
  return items.slice(0, mostPackages);
}

/** The word at the end names a package, and is not the value of an option. */
function isPackage({ packages }: PackageCommand, typed: string): boolean {
  const last = packages.at(-1);
  return last !== undefined && last.word.raw === `${typed}x`;
}

/** What Debian has, from the bundled table: the packages that images are seen to install first, then the rest. */
function aptItems(request: CompletionRequest, slot: Slot, stage: Stage, noRecommends: boolean, fits: NameTest): readonly Completion[] {
  const { document, translate } = request;
  const table = stage.distro === 'debian' ? aptTable(document.assets, stage.release) : undefined;
  if (table?.state === 'pending') request.markIncomplete();
  if (table?.state !== 'known') return [];
  const fitting: AptPackage[] = [];
  for (const entry of likeliestFirst(table.value)) {
    if (fits(entry.name) && fitting.push(entry) > mostPackages) break;
  }
  return fitting.map((entry): Completion => ({
    label: entry.name,
    kind: 'package',
    slot,
    newText: entry.name,
    detail: entry.isVirtual ? undefined : formatBytes(entry.bytes),
    documentation: () => packageText({ translate }, stage, table.value, entry.name, noRecommends),
  }));
}

/**
 * The packages that an install may add, sorted once for a table: the common ones, then those that Dockerfiles name at all (their files
 * were counted), names without a package of their own last; the shorter name before the longer.
 */
const likeliestFirst = memoizeWeak((table: AptTable): readonly AptPackage[] => {
  const common = new Map(commonPackages.apt.map((name, index) => [name, index - commonPackages.apt.length]));
  const rank = ({ name, measured, isVirtual }: AptPackage): number => common.get(name) ?? (isVirtual ? 2 : measured ? 0 : 1);
  const entries = Array.from({ length: table.size }, (_, index) => table.at(index)).filter(({ inBase }) => !inBase);
  return entries.sort((a, b) => rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
});

/** There is no table of Alpine's packages: those that this file names elsewhere, the common ones, and those that official images install. */
function apkItems(request: CompletionRequest, slot: Slot, fits: NameTest): readonly Completion[] {
  const { document, instruction, translate } = request;
  const here = document.model.tree.instructions.flatMap((other) => (other === instruction ? [] : apkNamesIn(request, other)));
  const names = new Map<string, string | undefined>();
  for (const name of here) names.set(name, translate(message('in this file')));
  for (const name of [...commonPackages.apk, ...apkNamesOfImages()]) if (!names.has(name)) names.set(name, undefined);
  return [...names]
    .filter(([name]) => fits(name))
    .map(([name, detail]): Completion => ({ label: name, kind: 'package', slot, newText: name, detail }));
}

function apkNamesIn({ document }: CompletionRequest, instruction: NonNullable<CompletionRequest['instruction']>): readonly string[] {
  const commands = instruction.keyword === 'RUN' ? commandsOf(document.model, instruction) : [];
  return commands.flatMap(({ packages: install }) => {
    return install?.tool === 'apk' && install.verb === 'install'
      ? install.packages.filter(({ word, source }) => word.literal && source === 'repository').map(({ name }) => name)
      : [];
  });
}

function apkNamesOfImages(): readonly string[] {
  const images = cataloguedRepositories().flatMap((repository) => cataloguedTags(repository).map(({ image }) => image));
  return [...new Set(images.filter(({ distro }) => distro === 'alpine').flatMap(({ packages }) => packages))].sort();
}
