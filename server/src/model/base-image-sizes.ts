import type { SizeRange } from '../base/size-range.ts';
import { lazy, memoize } from '../base/memoize.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { baseImageSizes } from '../knowledge/base-image-sizes.generated.ts';
import { catalogueDate } from '../knowledge/base-images.generated.ts';
import { architectureNamespaces, distributionImages, nodeLtsVersion } from '../knowledge/image-tags.ts';
import { ageSpread, ratioSpread, versionDistance, versionSpread } from './image-spread.ts';
import { readTag } from './image-tag.ts';
import type { ImageTag } from './image-tag.ts';

/** The size of an image, from the table or from its closest tag. */
export interface ImageSize {
  /** Bytes on disk, uncompressed. */
  readonly bytes: SizeRange;
  /** Download size in bytes, if known. */
  readonly compressed: number | undefined;
  /** Whether the table has this tag. Otherwise the size is that of the closest one. */
  readonly exact: boolean;
  /** One sentence on the source of the figures. */
  readonly detail: Message;
}

/** A tag in the table. */
export interface SizeRow {
  readonly names: readonly string[];
  readonly tags: readonly ImageTag[];
  /** The longest version of its names. */
  readonly version: readonly number[];
  /** `2026-09`. */
  readonly date: string;
  /** Years from the data to the newest data, or to the day since when the tag is not rebuilt any more. */
  readonly age: number;
  /** Whether the tag moves to the next version: `python:3`, not `python:3.9` or `debian:buster`. */
  readonly isMoving: boolean;
  readonly how: 'read' | 'ratio of the variant' | 'ratio of other variants';
  readonly likely: number;
  /** Half of the last digit. */
  readonly precision: number;
  readonly compressed: number | undefined;
}

/**
 * The size of an image. `repository` is the name on Docker Hub without `library/`, or a name with the host of another registry; an undefined
 * `tag` means `latest`. A digest in addition to a tag pins one build of that tag. Undefined if the repository or the variant is not in the
 * table, or if only a digest is given.
 */
export function sizeOfImage(repository: string, tag: string | undefined, digest?: string): ImageSize | undefined {
  if (digest && !tag) return undefined;
  const name = tag ?? 'latest';
  return recentLookUps(`${repository}:${name}@${digest ?? ''}`, () => lookUp(repository, name, digest));
}

/** Every edit looks up the images of the open files again. */
const recentLookUps = memoize((_reference: string, find: () => ImageSize | undefined) => find(), 200);

function lookUp(written: string, name: string, digest: string | undefined): ImageSize | undefined {
  const [namespace, official] = written.split('/');
  const isOtherArchitecture = official !== undefined && architectureNamespaces.has(namespace!);
  const repository = isOtherArchitecture ? official : written;
  const rows = sizeRowsOf(repository);
  const row = rows.find(({ names }) => names.includes(name));
  if (row && !digest && !isOtherArchitecture) return exactSize(repository, row);
  const wanted = wantedTag(repository, name);
  const found = row ?? closestRow(rows, wanted);
  if (!found) return undefined;
  const isSame = !digest && !isOtherArchitecture && (isSameImage(found, wanted) || isNewestOf(rows, found, wanted));
  return isSame ? exactSize(repository, found) : nearSize(repository, `${written}:${name}`, rows, found, wanted, digest);
}

/** The tag with the version that it moves to: `lts` of Node.js is not the newest version. */
function wantedTag(repository: string, name: string): ImageTag {
  const tag = readTag(repository, name);
  return repository === 'node' && /^lts\b/.test(name) ? { ...tag, version: [nodeLtsVersion] } : tag;
}

/** Whether the row's image also has the wanted tag: `debian:12` is `debian:bookworm`, `node:jod-alpine` is `node:22-alpine`. */
function isSameImage(row: SizeRow, wanted: ImageTag): boolean {
  if (wanted.pinned || wanted.version.length === 0) return false;
  return row.tags.some(({ release, version }) => release === wanted.release && version.join('.') === wanted.version.join('.'));
}

/** Whether the wanted tag moves to the newest version, and the row is that version: `alpine:3`, `golang:1-alpine`, `python` without a tag. */
function isNewestOf(rows: readonly SizeRow[], row: SizeRow, wanted: ImageTag): boolean {
  if (wanted.pinned || wanted.release || row.version.length === 0 || row.age > 1) return false;
  const isPrefix = wanted.version.length < row.version.length && wanted.version.every((part, i) => part === row.version[i]);
  const others = rows.filter(({ version }) => wanted.version.every((part, i) => part === version[i]));
  return isPrefix && others.every(({ version }) => compareVersions(version, row.version) <= 0);
}

/** Compares as many parts as both have. */
function compareVersions(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, i) => b[i] !== undefined && part !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

/**
 * The row of the same variant with the closest version, or with the newest version if the tag has none (a row without a version is the
 * `latest` of its variant). If versions are equally close: the same release first, then a size that was read, then the newest data.
 */
export function closestRow(rows: readonly SizeRow[], wanted: ImageTag): SizeRow | undefined {
  let best: { readonly row: SizeRow; readonly distance: readonly number[] } | undefined;
  for (const row of rows) {
    const fitting = row.tags.find((tag) => isSameVariant(tag, wanted));
    if (!fitting) continue;
    const distance = distanceTo(row, fitting, wanted);
    if (!best || compareLists(distance, best.distance) < 0) best = { row, distance };
  }
  return best?.row;
}

function distanceTo(row: SizeRow, { release }: ImageTag, wanted: ImageTag): readonly number[] {
  return [
    ...[0, 1, 2].map((i) => partDistance(wanted.version[i], row.version[i])),
    wanted.release === release ? 0 : wanted.release && release ? 2 : 1,
    row.how === 'read' ? 0 : 1,
    -Date.parse(row.date),
  ];
}

/** A tag without a part moves to the newest version: it wants the highest part, and is far from a tag that has the part. */
function partDistance(wanted: number | undefined, part: number | undefined): number {
  if (wanted === undefined) return -(part ?? Number.MAX_VALUE);
  return part === undefined ? Number.MAX_VALUE : Math.abs(wanted - part);
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, index) => value !== b[index]);
  return i < 0 ? 0 : a[i]! - b[i]!;
}

function exactSize(repository: string, row: SizeRow): ImageSize {
  const args = { tag: `${repository}:${row.names[0]!}`, date: row.date };
  const age = ageSpread(row.age, row.isMoving);
  const spread = age + ratioSpread(row.how);
  const bytes = interval(row, spread);
  const percent = Math.round(spread * 100);
  const detail =
    row.how !== 'read'
      ? message('Estimated from the download size on Docker Hub for {tag} in {date}, within about {percent} %.', { ...args, percent })
      : age > 0
        ? message('Size on Docker Hub for {tag} in {date}. Builds since then differ by up to about {percent} %.', { ...args, percent })
        : message('Size on Docker Hub for {tag} in {date}.', args);
  return { bytes, compressed: row.compressed, exact: true, detail };
}

function nearSize(
  repository: string,
  image: string,
  rows: readonly SizeRow[],
  row: SizeRow,
  wanted: ImageTag,
  digest: string | undefined,
): ImageSize {
  const isSameTag = digest !== undefined || row.names.some((name) => image.endsWith(`:${name}`));
  const spread = isSameTag ? versionSpread('same', false, undefined) + ratioSpread(row.how) : nearSpread(rows, row, wanted);
  const args = { tag: `${repository}:${row.names[0]!}`, percent: Math.round(spread * 100) };
  const detail = digest
    ? message('The digest pins one build of {tag}. The size is that of the build of {date}, within about {percent} %.', {
        ...args,
        date: row.date,
      })
    : message('No data for "{image}" as of {date}: the size is that of the closest tag, {tag}, within about {percent} %.', {
        ...args,
        image,
        date: catalogueDate,
      });
  return { bytes: interval(row, spread), compressed: row.compressed, exact: false, detail };
}

/** How much the size of a wanted tag differs from that of its closest row, as a fraction. */
export function nearSpread(rows: readonly SizeRow[], row: SizeRow, wanted: ImageTag): number {
  const isOtherRelease = !row.tags.some(({ release }) => release === wanted.release);
  const isSame = row.tags.some(({ version }) => version.length > 0 && version.join('.') === wanted.version.join('.'));
  const distance = isSame ? 'same' : versionDistance(row.version, wanted.version);
  return versionSpread(distance, isOtherRelease, ratioAround(rows, wanted)) + ratioSpread(row.how);
}

/** The size of the next version above over that of the next one below. */
function ratioAround(rows: readonly SizeRow[], wanted: ImageTag): number | undefined {
  if (wanted.version.length === 0) return undefined;
  const line = rows.filter(
    ({ tags, version, how }) => how === 'read' && version.length > 0 && tags.some((tag) => isSameVariant(tag, wanted)),
  );
  const below = line.filter(({ version }) => compareAll(version, wanted.version) < 0).sort((a, b) => compareAll(b.version, a.version))[0];
  const above = line.filter(({ version }) => compareAll(version, wanted.version) > 0).sort((a, b) => compareAll(a.version, b.version))[0];
  return below && above && above.likely / below.likely;
}

function isSameVariant({ variant, distro }: ImageTag, wanted: ImageTag): boolean {
  return variant === wanted.variant && (distro ?? wanted.distro) === (wanted.distro ?? distro);
}

/** A missing part is the newest version. */
function compareAll(a: readonly number[], b: readonly number[]): number {
  const at = [0, 1, 2].find((i) => a[i] !== b[i]);
  return at === undefined ? 0 : (a[at] ?? Number.MAX_VALUE) - (b[at] ?? Number.MAX_VALUE);
}

/** As many times smaller as larger: an image can be half or twice as large. */
function interval({ likely, precision }: SizeRow, spread: number): ImageSize['bytes'] {
  return {
    low: Math.round((likely - precision) / (1 + spread)),
    likely,
    high: Math.round((likely + precision) * (1 + spread)),
  };
}

/** The lines of the table by repository. A line is read when its repository is first asked for, since most documents need two or three. */
const lineOf = lazy(
  (): ReadonlyMap<string, string> =>
    new Map(
      baseImageSizes
        .trim()
        .split('\n')
        .map((line) => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)]),
    ),
);

/** The repositories with sizes. */
export function sizedRepositories(): readonly string[] {
  return [...lineOf().keys()];
}

const readRows = new Map<string, readonly SizeRow[]>();

/** The rows of a repository; none if it is not in the table. */
export function sizeRowsOf(repository: string): readonly SizeRow[] {
  const line = lineOf().get(repository);
  if (line === undefined) return [];
  const known = readRows.get(repository);
  if (known) return known;
  const rows = line.split('\t').map((cell) => readRow(repository, cell));
  readRows.set(repository, rows);
  return rows;
}

/** The generated file describes a cell. */
function readRow(repository: string, cell: string): SizeRow {
  const [tagsOfImage = '', month = '', size = '', compressed] = cell.split(' ');
  const names = tagsOfImage.split('=');
  const tags = names.map((name) => readTag(repository, name));
  const date = `20${month.slice(0, 2)}-${month.slice(2, 4)}`;
  const lastBuild = month.split('!')[1];
  const number = /[\d.]+/.exec(size)![0];
  const unit = size.endsWith('G') ? 1e9 : 1e6;
  return {
    names,
    tags,
    version: tags.map(({ version }) => version).reduce((longest, next) => (next.length > longest.length ? next : longest)),
    date,
    age:
      lastBuild === undefined
        ? Math.max(0, (Date.parse(catalogueDate) - Date.parse(date)) / (365 * 24 * 3600 * 1000))
        : Number(lastBuild) / 12,
    isMoving: tags[0]!.version.length < 2 && !distributionImages.has(repository),
    how: size.startsWith('~') ? 'ratio of the variant' : size.startsWith('?') ? 'ratio of other variants' : 'read',
    likely: Math.round(Number(number) * unit),
    precision: size.startsWith('~') || size.startsWith('?') ? 0 : unit / 10 ** (number.split('.')[1]?.length ?? 0) / 2,
    compressed:
      compressed === undefined ? undefined : compressed.endsWith('k') ? Number(compressed.slice(0, -1)) * 1000 : Number(compressed),
  };
}
