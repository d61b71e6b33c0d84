import { cataloguedRepositories, cataloguedTags } from '../../../model/base-image-catalogue.ts';
import { commonPackages } from '../../../knowledge/common-packages.ts';
import { aptTable } from '../../../facts/apt/releases.ts';
import type { SystemPackage, PackageTable } from '../../../facts/system-packages/table.ts';
import type { Stage } from '../../../model/model.ts';
import { commandsOf } from '../../../facts/commands/command.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { CommandReading } from '../../../shell/reading.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { formatBytes } from '../../../base/bytes.ts';
import { message } from '../../../base/message.ts';
import { addedBytes, packageText } from '../hover/package.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { slotAt } from './request.ts';
import type { CompletionRequest } from './request.ts';
import { commandAt } from './script.ts';
import { memoizeWeak } from '../../../base/memoize.ts';

/** The maximum number of packages in a list. Typing more narrows it down. */
const maxPackages = 100;

/** Whether a package matches the typed text and is not in the command yet. */
type NameTest = (name: string) => boolean;

/**
 * The packages that a system package manager can install at the cursor.
 *
 * @param text The shell text up to the cursor.
 */
export function packageItems(request: CompletionRequest, text: string): readonly Completion[] {
  const { document, instruction, stage } = request;
  if (!instruction || !stage) return [];
  const dialect = document.model.dialectAt(instruction);
  const found = commandAt(text, dialect === 'bash' ? 'bash' : 'sh');
  const install = found && new CommandReading(found.command).packages;
  const slot = found && /^[a-z0-9][\w.+-]*$|^$/.test(found.typed) ? slotAt(request, found.typed, /[\w.+-]*/y) : undefined;
  if (!found || install?.verb !== 'install' || install.kind !== 'system' || !slot || !isPackage(install, found.typed)) return [];
  const named = new Set(install.packages.slice(0, -1).map(({ name }) => name));
  const matches = (name: string): boolean => name.startsWith(slot.typed) && !named.has(name);
  const items = hasRole(install.tool, 'apt')
    ? aptItems(request, slot, stage, install.noRecommends, matches)
    : install.tool === 'apk'
      ? apkItems(request, slot, matches)
      : [];
  if (items.length > maxPackages) request.markIncomplete();
  return items.slice(0, maxPackages);
}

/** Whether the last word is a package and not the value of an option. */
function isPackage({ packages }: PackageCommand, typed: string): boolean {
  const last = packages.at(-1);
  return last !== undefined && last.word.raw === `${typed}x`;
}

/** Debian packages from the bundled table: packages that images often install come first. */
function aptItems(request: CompletionRequest, slot: Slot, stage: Stage, noRecommends: boolean, matches: NameTest): readonly Completion[] {
  const { document } = request;
  const table = stage.distro === 'debian' ? aptTable(document.assets, stage.release) : undefined;
  if (table?.state === 'pending') request.markIncomplete();
  if (table?.state !== 'known') return [];
  const fitting: SystemPackage[] = [];
  for (const entry of byRelevance(table.value)) {
    if (matches(entry.name) && fitting.push(entry) > maxPackages) break;
  }
  return fitting.map((entry): Completion => ({
    label: entry.name,
    kind: 'package',
    slot,
    newText: entry.name,
    detail: detailOf(addedBytes(stage, table.value, entry.name, noRecommends)),
    documentation: () => packageText({ translate: request.markdown }, stage, table.value, entry.name, noRecommends),
  }));
}

function detailOf(bytes: number | undefined): string | undefined {
  return bytes === undefined ? undefined : formatBytes(bytes);
}

/**
 * The packages of a table by relevance: common packages first, then packages that are used in Dockerfiles, then others, then virtual
 * packages; shorter names first. Sorted once per table.
 */
const byRelevance = memoizeWeak((table: PackageTable): readonly SystemPackage[] => {
  const common = new Map(commonPackages.apt.map((name, index) => [name, index - commonPackages.apt.length]));
  const rank = ({ name, measured, isVirtual }: SystemPackage): number => common.get(name) ?? (isVirtual ? 2 : measured ? 0 : 1);
  const entries = Array.from({ length: table.size }, (_, index) => table.at(index)).filter(({ inBase }) => !inBase);
  return entries.sort((a, b) => rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
});

/**
 * There is no table of Alpine packages. Offers packages that this file installs elsewhere, common packages, and packages that official
 * images install.
 */
function apkItems(request: CompletionRequest, slot: Slot, matches: NameTest): readonly Completion[] {
  const { document, instruction, translate } = request;
  const here = document.model.tree.instructions.flatMap((other) => (other === instruction ? [] : apkNamesIn(request, other)));
  const names = new Map<string, string | undefined>();
  for (const name of here) names.set(name, translate(message('in this file')));
  for (const name of [...commonPackages.apk, ...apkNamesOfImages()]) if (!names.has(name)) names.set(name, undefined);
  return [...names]
    .filter(([name]) => matches(name))
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
