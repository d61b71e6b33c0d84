import { lazy, memoize } from '../base/memoize.ts';
import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';
import { baseImageTable, catalogueDate, packageSets } from '../knowledge/base-images.generated.ts';
import { releaseName } from './distribution.ts';
import { readTag, versionSpread } from './image-tag.ts';
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
  readonly bytes: { readonly low: number; readonly likely: number; readonly high: number };
  /** Download size in bytes. */
  readonly compressed: number;
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
  readonly image: Omit<BaseImage, 'exact' | 'detail'>;
  readonly estimated: boolean;
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
  if (same && !digest) return exactImage(row);
  const near = approximateImage(row, wanted, `${repository}:${name}`);
  return same ? { ...near, detail: digestDetail(row, wanted) } : near;
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

function exactImage({ image, estimated }: Row): BaseImage {
  const args = { tag: `${image.entry.repository}:${image.entry.tag}`, date: image.date };
  const detail = estimated
    ? message('Estimated from the download size on Docker Hub for {tag} on {date}.', args)
    : message('Size on Docker Hub for {tag} on {date}.', args);
  return { ...image, exact: true, detail };
}

function approximateImage({ image, version }: Row, wanted: ImageTag, name: string): BaseImage {
  const spread = versionSpread(version, wanted.version);
  const sameMajor = wanted.version.length > 0 && wanted.version[0] === version[0];
  return {
    ...image,
    exact: false,
    bytes: {
      low: Math.round(image.bytes.low * (1 - spread)),
      likely: image.bytes.likely,
      high: Math.round(image.bytes.high * (1 + spread)),
    },
    release: wanted.release ?? (sameMajor ? image.release : undefined),
    detail: message('No data for "{image}" as of {date}: the size is that of the closest tag, {tag}, within about {percent} %.', {
      date: catalogueDate,
      image: name,
      tag: `${image.entry.repository}:${image.entry.tag}`,
      percent: Math.round(spread * 100),
    }),
  };
}

function digestDetail({ image, version }: Row, wanted: ImageTag): Message {
  return message('The digest pins one build of {tag}. The size is that of the build of {date}, within about {percent} %.', {
    tag: `${image.entry.repository}:${image.entry.tag}`,
    date: image.date,
    percent: Math.round(versionSpread(version, wanted.version) * 100),
  });
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
      bytes: { low: Number(cell(5)), likely: Number(cell(6)), high: Number(cell(7)) },
      compressed: Number(cell(8)),
      distro: cell(9),
      release: cell(10) ? releaseName(cell(9), cell(10)) : undefined,
      packageManager: cell(11),
      slim: cell(12) === 'slim',
      packages: packageSets[Number(cell(13))]!.split(' ').filter(Boolean),
      user: cell(14) || undefined,
      workdir: cell(15) || undefined,
      exposed: cell(16).split(' ').filter(Boolean),
      entrypoint: readJson(cell(17)),
      cmd: readJson(cell(18)),
    },
    estimated: cell(4) === 'estimated',
    names,
    tags,
    version: tags.map(({ version }) => version).reduce((longest, next) => (next.length > longest.length ? next : longest)),
  };
}

function readJson(text: string): readonly string[] | undefined {
  return text ? (JSON.parse(text) as string[]) : undefined;
}
