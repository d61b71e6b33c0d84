import type { SizeRange } from '../base/size-range.ts';
import { lazy, memoize } from '../base/memoize.ts';
import type { Message } from '../base/message.ts';
import { baseImageTable, catalogueDate, packageSets } from '../knowledge/base-images.generated.ts';
import { sizeOfImage } from './base-image-sizes.ts';
import { releaseName } from './distribution.ts';
import { readTag } from './image-tag.ts';
import type { ImageTag } from './image-tag.ts';

/** A row of the catalogue: one tag on Docker Hub at one date. */
export interface BaseImageEntry {
  readonly repository: string;
  readonly tag: string;
  /** ISO date on which the data was read. */
  readonly date: string;
}

/** What the catalogue knows about an image. */
export interface BaseImage {
  /** The row that the data comes from. */
  readonly entry: BaseImageEntry;
  /** Whether the row is for this tag. Otherwise it is for the closest tag, and the sizes are an interval around that tag's sizes. */
  readonly exact: boolean;
  /** Bytes on disk, uncompressed. */
  readonly bytes: SizeRange;
  /** Download size in bytes, if known. */
  readonly compressed: number | undefined;
  /** `debian`, `alpine`, ...; `none` for an image without a distribution (busybox). */
  readonly distro: string;
  /** `bookworm`, `3.22`; undefined if the release of the closest tag may not apply. */
  readonly release: string | undefined;
  readonly packageManager: string;
  /** Based on Debian's slim variant, which prevents dpkg from unpacking documentation, manual pages and translations. */
  readonly slim: boolean;
  /** Packages that the image's own Dockerfiles install by name, in addition to those of the distribution. */
  readonly packages: readonly string[];
  /** Configuration; undefined if the image does not set it. */
  readonly user: string | undefined;
  readonly workdir: string | undefined;
  readonly exposed: readonly string[];
  readonly entrypoint: readonly string[] | undefined;
  readonly cmd: readonly string[] | undefined;
  /** ISO date of the row. */
  readonly date: string;
  /** One sentence on the source of the figures. */
  readonly detail: Message;
}

/** A row with its parsed tag. */
interface Row {
  readonly image: Omit<BaseImage, 'exact' | 'detail' | 'bytes' | 'compressed'>;
  /** The tag and, if known, another tag of the same image. */
  readonly names: readonly string[];
  readonly tags: readonly ImageTag[];
  /** The longer version of the two: the other tag often has the version that `latest` or `alpine` does not state. */
  readonly version: readonly number[];
}

const rowsByRepository = lazy(readTable);

/**
 * Finds an image. `repository` is the name on Docker Hub without `library/`; an undefined `tag` means `latest`. If the tag is not in the
 * catalogue, the closest version of the same variant (slim, alpine, fpm) is used, with a wider interval. Returns undefined if the
 * repository or the variant is not in the catalogue, or if only a digest is given. A digest in addition to a tag pins one build of that
 * tag, so the row of the tag is used as an approximation.
 */
export function findBaseImage(repository: string, tag: string | undefined, digest?: string): BaseImage | undefined {
  const rows = rowsByRepository().get(repository) ?? [];
  if (rows.length === 0 || (digest && !tag)) return undefined;
  const name = tag ?? 'latest';
  return recentLookUps(`${repository}:${name}@${digest ?? ''}`, () => lookUp(rows, repository, name, digest));
}

/** Every edit looks up the images of the open files again. */
const recentLookUps = memoize((_reference: string, find: () => BaseImage | undefined) => find(), 200);

function lookUp(rows: readonly Row[], repository: string, name: string, digest: string | undefined): BaseImage | undefined {
  const wanted = readTag(repository, name);
  const row = rows.find(({ names }) => names.includes(name)) ?? closestRow(rows, wanted);
  if (!row) return undefined;
  const same = row.names.includes(name) || isSameImage(row, wanted);
  return same && !digest ? exactImage(row) : approximateImage(row, wanted, name, digest);
}

/** The repositories of the catalogue, sorted. */
export function cataloguedRepositories(): readonly string[] {
  return [...rowsByRepository().keys()].sort();
}

/** Every tag of a repository in the catalogue, with the image that it referred to on the date of the row. */
export function cataloguedTags(repository: string): readonly { readonly tag: string; readonly image: BaseImage }[] {
  const rows = rowsByRepository().get(repository) ?? [];
  return rows.flatMap((row) => row.names.map((tag) => ({ tag, image: exactImage(row) })));
}

/** The date of the newest row, to show to the user. */
export const baseImagesDate: string = catalogueDate;

/** Whether the row's image also has the wanted tag: `22-bookworm` is `22` as long as that is based on bookworm. */
function isSameImage(row: Row, wanted: ImageTag): boolean {
  if (wanted.pinned || wanted.version.length === 0 || (wanted.release ?? row.image.release) !== row.image.release) return false;
  return row.tags.some(({ version, variant }) => variant === wanted.variant && version.join('.') === wanted.version.join('.'));
}

/**
 * The row of the same variant with the closest version, or with the newest version if the tag has none (a row without a version is the
 * `latest` of its variant). If versions are equally close: the same release first, then the newest data.
 */
function closestRow(rows: readonly Row[], wanted: ImageTag): Row | undefined {
  const line = rows.filter(
    ({ tags, image }) => tags.some(({ variant }) => variant === wanted.variant) && (wanted.distro ?? image.distro) === image.distro,
  );
  const distance = ({ version, image }: Row): readonly number[] => [
    ...(wanted.version.length === 0 ? newestFirst(version) : wanted.version.map((part, i) => partDistance(part, version, i))),
    wanted.release && image.release !== wanted.release ? 1 : 0,
    -Date.parse(image.date),
  ];
  return line.toSorted((a, b) => compareLists(distance(a), distance(b)))[0];
}

function newestFirst(version: readonly number[]): readonly number[] {
  return [0, 1, 2].map((i) => -(version[i] ?? Number.MAX_VALUE));
}

/** The distance between a part of the wanted version and the row's; 0 if the row has no such part, except for the first part. */
function partDistance(part: number, version: readonly number[], i: number): number {
  const other = version[i] ?? (i === 0 ? Number.MAX_VALUE : part);
  return Math.abs(part - other);
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, index) => value !== b[index]);
  return i < 0 ? 0 : a[i]! - b[i]!;
}

function exactImage({ image }: Row): BaseImage {
  return { ...image, ...sizeOf(image.entry.repository, image.entry.tag, undefined), exact: true };
}

function approximateImage({ image, version }: Row, wanted: ImageTag, name: string, digest: string | undefined): BaseImage {
  const sameMajor = wanted.version.length > 0 && wanted.version[0] === version[0];
  return {
    ...image,
    ...sizeOf(image.entry.repository, name, digest),
    exact: false,
    release: wanted.release ?? (sameMajor ? image.release : undefined),
  };
}

/** The table of sizes has every tag of the catalogue, so it has one of the same variant. */
function sizeOf(repository: string, tag: string, digest: string | undefined): Pick<BaseImage, 'bytes' | 'compressed' | 'detail'> {
  const { bytes, compressed, detail } = sizeOfImage(repository, tag, digest)!;
  return { bytes, compressed, detail };
}

function readTable(): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of baseImageTable.trim().split('\n').map(readRow)) {
    const rows = found.get(row.image.entry.repository);
    if (rows) rows.push(row);
    else found.set(row.image.entry.repository, [row]);
  }
  return found;
}

/** The generated file names the columns. */
function readRow(line: string): Row {
  const cells = line.split('\t');
  const cell = (i: number): string => cells[i] ?? '';
  const repository = cell(0);
  const names = [cell(1), cell(2)].filter(Boolean);
  const tags = names.map((name) => readTag(repository, name));
  return {
    image: {
      entry: { repository, tag: cell(1), date: cell(3) },
      date: cell(3),
      distro: cell(4),
      release: cell(5) ? releaseName(cell(4), cell(5)) : undefined,
      packageManager: cell(6),
      slim: cell(7) === 'slim',
      packages: packageSets[Number(cell(8))]!.split(' ').filter(Boolean),
      user: cell(9) || undefined,
      workdir: cell(10) || undefined,
      exposed: cell(11).split(' ').filter(Boolean),
      entrypoint: readJson(cell(12)),
      cmd: readJson(cell(13)),
    },
    names,
    tags,
    version: tags.map(({ version }) => version).reduce((longest, next) => (next.length > longest.length ? next : longest)),
  };
}

function readJson(text: string): readonly string[] | undefined {
  return text ? (JSON.parse(text) as string[]) : undefined;
}
