import { packageClosure } from '../../../facts/system-packages/closure.ts';
import { aptTable } from '../../../facts/apt/releases.ts';
import type { SystemPackage, PackageTable } from '../../../facts/system-packages/table.ts';
import type { Stage } from '../../../model/model.ts';
import { rootImage, rootStage } from '../../../model/stages.ts';
import { commandsOf } from '../../../facts/commands/command.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { message } from '../../../base/message.ts';
import { memoizeWeak } from '../../../base/memoize.ts';
import { touches } from '../../../base/span.ts';
import { bold, bullets, byteSize, code, escaped, composed, paragraphs } from '../../markdown.ts';
import type { Markdown } from '../../markdown.ts';
import { imageName } from './phrases.ts';
import type { HoverKind, HoverRequest } from './request.ts';

/** The number of dependencies to list. */
const shownPackages = 5;

/** Hover on a package that apt installs in a Debian image: its size with and without its dependencies. */
export const hoverPackage: HoverKind = (at) => {
  const { document, instruction, offset, stage } = at;
  if (instruction.keyword !== 'RUN' || stage?.distro !== 'debian') return undefined;
  const found = commandsOf(document.model, instruction).findLast(({ command }) => touches(command, offset))?.packages;
  const install = found?.verb === 'install' ? found : undefined;
  const request = install?.packages.find(({ word, source }) => source === 'repository' && touches(word, offset));
  const table = install && hasRole(install.tool, 'apt') ? aptTable(document.assets, stage.release) : undefined;
  if (!install || !request?.word.literal || table?.state !== 'known') return undefined;
  return {
    span: { start: request.word.start, end: request.word.end },
    markdown: packageText(at, stage, table.value, request.name, install.noRecommends),
  };
};

/**
 * The size of a Debian package in a stage.
 *
 * @param noRecommends Whether recommended packages are not installed.
 */
export function packageText(
  at: Pick<HoverRequest, 'translate'>,
  stage: Stage,
  table: PackageTable,
  name: string,
  noRecommends: boolean,
): Markdown {
  const { translate } = at;
  const title = bold(name);
  const index = table.indexOf(name);
  if (index === undefined)
    return translate(message('{name} is not in the package table of Debian {release}.', { name: title, release: escaped(table.release) }));
  if (table.at(index).inBase) return translate(message('{name} is part of every Debian image: nothing is installed.', { name: title }));
  const ofBase = packagesOfBase(table, stage);
  const image = imageName(rootImage(stage));
  if (ofBase.has(name)) return translate(message('{name} is already in {image}: nothing is installed.', { name: title, image }));
  const closure = (recommends: boolean): readonly SystemPackage[] =>
    packageClosure(table, [name], { recommends, installed: ofBase }).packages;
  const packages = closure(!noRecommends);
  const size = sizesOn(stage);
  const [own, ...others] = packages;
  if (!own) return translate(message('{name} is already in {image}: nothing is installed.', { name: title, image }));
  const total = sumOf(packages, size);
  const lead = own.name === name ? title : translate(message('{name} (apt installs {real})', { name: title, real: code(own.name) }));
  return paragraphs(
    addedSizeText(at, lead, total, size(own), others.length),
    bullets(
      others
        .toSorted((a, b) => size(b) - size(a))
        .slice(0, shownPackages)
        .map((entry) => composed`${code(entry.name)} ${byteSize(size(entry))}`),
    ),
    noRecommends ? undefined : savedText(at, total, sumOf(closure(false), size)),
    translate(message('From the package table of Debian {release}.', { release: escaped(table.release) })),
  );
}

/**
 * The bytes that installing a package adds to a stage, with the dependencies that its base image does not have: the total that `packageText`
 * shows. Undefined if the package is not in the table.
 */
export function addedBytes(stage: Stage, table: PackageTable, name: string, noRecommends: boolean): number | undefined {
  if (table.indexOf(name) === undefined) return undefined;
  const { packages } = packageClosure(table, [name], { recommends: !noRecommends, installed: packagesOfBase(table, stage) });
  return sumOf(packages, sizesOn(stage));
}

/** Whether the base image of a stage contains the package, or one that stands for it, so that installing it adds nothing. */
export function isInBase(stage: Stage, table: PackageTable, name: string): boolean {
  return (
    table.indexOf(name) !== undefined &&
    packageClosure(table, [name], { recommends: false, installed: packagesOfBase(table, stage) }).packages.length === 0
  );
}

/** The packages of the stage's base image, with their dependencies, without those of every Debian image. */
function packagesOfBase(table: PackageTable, stage: Stage): ReadonlySet<string> {
  const { base } = rootStage(stage);
  return base ? installedIn(table)(base.packages) : noPackages;
}

const noPackages: ReadonlySet<string> = new Set();

const installedIn = memoizeWeak((table: PackageTable) =>
  memoizeWeak((packages: readonly string[]): ReadonlySet<string> => packageClosure(table, packages, { recommends: false }).installed),
);

function sumOf(packages: readonly SystemPackage[], size: (entry: SystemPackage) => number): number {
  return packages.reduce((sum, entry) => sum + size(entry), 0);
}

/** The size that the package adds to the layer, and the size of the package itself. */
function addedSizeText(
  { translate }: Pick<HoverRequest, 'translate'>,
  name: Markdown,
  bytes: number,
  ownBytes: number,
  count: number,
): Markdown {
  const total = byteSize(bytes);
  const own = byteSize(ownBytes);
  if (count === 0) return translate(message('{name} · {total}; no dependencies', { name, total }));
  return count === 1
    ? translate(message('{name} · {total} with 1 dependency; {own} without', { name, total, own }))
    : translate(message('{name} · {total} with {count} dependencies; {own} without', { name, total, count, own }));
}

function savedText({ translate }: Pick<HoverRequest, 'translate'>, all: number, needed: number): Markdown | undefined {
  if (all <= needed) return undefined;
  return translate(message('`--no-install-recommends` saves {size} of that.', { size: byteSize(all - needed) }));
}

/** The size of a package in the stage, in bytes. Slim images do not store documentation and translations. */
function sizesOn(stage: Stage): (entry: SystemPackage) => number {
  const share = rootStage(stage).base?.slim === true ? 1 : 0;
  return ({ bytes, docs }) => bytes * (1 - share * docs);
}
