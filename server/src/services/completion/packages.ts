import { cataloguedRepositories, cataloguedTags } from '../../knowledge/base-images.ts';
import { aptTable } from '../../knowledge/apt/releases.ts';
import type { AptPackage, AptTable } from '../../knowledge/apt/table.ts';
import type { Stage } from '../../model/model.ts';
import { readInstall, type PackageCommand } from '../../shell/tools/packages.ts';
import { formatBytes } from '../../text/bytes.ts';
import { message } from '../../text/message.ts';
import { packageText } from '../hover/package.ts';
import type { Completion, Slot } from './item.ts';
import { slotAt, type Place } from './place.ts';
import { commandAt } from './words.ts';

/** More packages are of no use in a list: typing on makes it shorter. */
const mostPackages = 100;

const aptTools: ReadonlySet<string> = new Set(['apt-get', 'apt', 'aptitude']);

/** `text`: the shell text up to the cursor. The packages that a system's package manager may install there, by what is typed. */
export function packageItems(place: Place, text: string): readonly Completion[] {
  const { document, instruction, stage } = place;
  if (!instruction || !stage) return [];
  const dialect = document.model.dialectAt(instruction);
  const found = commandAt(text, dialect === 'bash' ? 'bash' : 'sh');
  const install = found && readInstall(found.command);
  const slot = found && /^[a-z0-9][\w.+-]*$|^$/.test(found.typed) ? slotAt(place, found.typed, /[\w.+-]*/y) : undefined;
  if (!install || install.kind !== 'system' || !slot || !isPackage(install, found.typed)) return [];
  const items = aptTools.has(install.tool) ? aptItems(place, slot, stage, install) : install.tool === 'apk' ? apkItems(place, slot) : [];
  const fitting = items.filter(({ label }) => !install.packages.some(({ name, word }) => name === label && word.raw !== found.typed));
  if (fitting.length > mostPackages) place.markIncomplete();
  return fitting.slice(0, mostPackages);
}

/** The word at the end names a package, and is not the value of an option. */
function isPackage({ packages }: PackageCommand, typed: string): boolean {
  const last = packages.at(-1);
  return last !== undefined && last.word.raw === `${typed}x`;
}

/** What Debian has, from the bundled table: the packages that images are seen to install first, then the rest. */
function aptItems(place: Place, slot: Slot, stage: Stage, install: PackageCommand): readonly Completion[] {
  const table = stage.distro === 'debian' ? aptTable(stage.release) : undefined;
  if (!table) return [];
  const { say } = place;
  const fitting = namesIn(table, slot.typed);
  return fitting.map((entry): Completion => ({
    label: entry.name,
    kind: 'package',
    slot,
    newText: entry.name,
    detail: entry.isVirtual ? undefined : formatBytes(entry.bytes),
    documentation: () => packageText({ say }, stage, table, entry.name, install.noRecommends),
  }));
}

/** The packages whose name begins with `typed`, those whose files were counted (the ones that Dockerfiles name) first. */
function namesIn(table: AptTable, typed: string): readonly AptPackage[] {
  const found: AptPackage[] = [];
  for (let i = firstWith(table, typed); i < table.size; i++) {
    const entry = table.at(i);
    if (!entry.name.startsWith(typed)) break;
    if (!entry.inBase) found.push(entry);
  }
  const rank = ({ measured, isVirtual }: AptPackage): number => (isVirtual ? 2 : measured ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
}

/** Index of the first name that does not sort before `typed`: the table is sorted by name. */
function firstWith(table: AptTable, typed: string): number {
  let low = 0;
  let high = table.size;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (table.at(mid).name < typed) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** There is no table of Alpine's packages: those that this file names elsewhere, and those that official images on Alpine install. */
function apkItems(place: Place, slot: Slot): readonly Completion[] {
  const { document, instruction, say } = place;
  const here = document.model.tree.instructions.flatMap((other) => (other === instruction ? [] : apkNamesIn(place, other)));
  const names = new Map<string, string | undefined>();
  for (const name of here) names.set(name, say(message('in this file')));
  for (const name of apkNamesOfImages()) if (!names.has(name)) names.set(name, undefined);
  return [...names]
    .filter(([name]) => name.startsWith(slot.typed))
    .map(([name, detail]): Completion => ({ label: name, kind: 'package', slot, newText: name, detail }));
}

function apkNamesIn({ document }: Place, instruction: NonNullable<Place['instruction']>): readonly string[] {
  const commands = instruction.keyword === 'RUN' ? (document.model.scriptOf(instruction)?.commands ?? []) : [];
  return commands.flatMap((command) => {
    const install = readInstall(command);
    return install?.tool === 'apk'
      ? install.packages.filter(({ word, source }) => word.literal && source === 'repository').map(({ name }) => name)
      : [];
  });
}

function apkNamesOfImages(): readonly string[] {
  const images = cataloguedRepositories().flatMap((repository) => cataloguedTags(repository).map(({ image }) => image));
  return [...new Set(images.filter(({ distro }) => distro === 'alpine').flatMap(({ packages }) => packages))].sort();
}
