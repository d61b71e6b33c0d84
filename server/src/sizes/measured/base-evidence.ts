import { memoize } from '../../base/memoize.ts';
import { distributionImages } from '../../knowledge/image-tags.ts';
import { distributionInName } from '../../model/distribution.ts';
import { readImageReference } from '../../model/image-reference.ts';
import { readTag } from '../../model/image-tag.ts';
import type { ImageTag } from '../../model/image-tag.ts';
import type { ImageReference } from '../../model/model.ts';
import type { BuiltImage, HistoryEntry } from '../../context/built-image.ts';

/**
 * How many entries of the history of an image belong to the base image of a stage. Undefined if that cannot be told: buildah names the base
 * image in a comment, or the engine has it too. `bases`: see `imagesNamed`.
 */
export function baseLength(base: ImageReference | undefined, image: BuiltImage, bases: readonly BuiltImage[]): number | undefined {
  if (!base) return undefined;
  if (base.isScratch) return 0;
  const isBase = (name: string): boolean => isSameName(base, name) || bases.some(({ tags }) => tags.includes(name));
  const named = image.history.findLastIndex(({ comment }) => isBaseNamed(comment, isBase));
  return named >= 0 ? named : bases.find((other) => isBaseOf(other, image))?.history.length;
}

/** Whether what the history says about the first entries contradicts the base image of a stage. */
export function contradictsBase(
  base: ImageReference | undefined,
  image: BuiltImage,
  start: number,
  images: readonly BuiltImage[],
): boolean {
  if (base?.resolved === undefined || base.isScratch) return base?.isScratch === true && start > 0;
  if (start === 0) return true;
  const entries = image.history.slice(0, start);
  const comment = image.history[start]?.comment;
  const named = comment === undefined ? undefined : nameIn(comment);
  // buildah writes any of the names of the image.
  const aliases = images.find(({ tags }) => named !== undefined && tags.includes(named))?.tags ?? [];
  if (named !== undefined && !mayHaveName(base, [named, ...aliases])) return true;
  const others = images.filter(({ tags, history }) => tags.length > 0 && history.length === start && isStartOf(history, image.history));
  if (others.length > 0 && !others.some(({ tags }) => mayHaveName(base, tags))) return true;
  return saysOtherVersion(base, entries) || saysOtherDistribution(base, entries);
}

/** The images of an engine that have the name of a base image. */
export function imagesNamed(base: ImageReference | undefined, images: readonly BuiltImage[]): readonly BuiltImage[] {
  if (base?.resolved === undefined || base.isScratch || base.digest !== undefined) return [];
  return images.filter(({ tags }) => tags.some((tag) => isSameName(base, tag)));
}

/** buildah writes `FROM docker.io/library/debian:bookworm` into the first entry after the base image, `FROM 4b861866e6e2` into the next ones. */
function nameIn(comment: string): string | undefined {
  const [, name] = /^FROM (\S+)$/.exec(comment) ?? [];
  return name === undefined || /^[0-9a-f]{12,64}$/.test(name) ? undefined : name;
}

function isBaseNamed(comment: string, isBase: (name: string) => boolean): boolean {
  const name = nameIn(comment);
  return name !== undefined && isBase(name);
}

/** How many names are kept: an engine has fewer images. */
const mostNames = 1000;

/** The parts of the name of an image of an engine. */
const referenceTo = memoize((tag: string): ImageReference => readImageReference(tag, { start: 0, end: tag.length }, tag), mostNames);

function isSameRepository(a: ImageReference, b: ImageReference): boolean {
  // Podman calls an image without a registry localhost/app.
  const isSameHost = a.registry === b.registry || [a, b].some(({ registry }) => registry === 'localhost');
  return isSameHost && a.repository === b.repository;
}

function isSameName(base: ImageReference, tag: string): boolean {
  const other = referenceTo(tag);
  return isSameRepository(base, other) && (base.tag ?? 'latest') === (other.tag ?? 'latest');
}

/** Whether an image with these names may be the base image, too: one of them may be the same, and none is of another version. */
function mayHaveName(base: ImageReference, tags: readonly string[]): boolean {
  if (tags.some((tag) => isSameName(base, tag))) return true;
  const { version } = tagOf(base);
  const isOtherVersion = tags.some((tag) => !isSameVersion(version, tagOf(referenceTo(tag)).version));
  return !isOtherVersion && tags.some((tag) => mayBeSameImage(base, tag));
}

/** Whether two names may be the same image: one of the tags is a longer form of the other, or says nothing about the version. */
function mayBeSameImage(base: ImageReference, tag: string): boolean {
  const other = referenceTo(tag);
  if (!isSameRepository(base, other)) return false;
  if (base.tag === other.tag || base.digest !== undefined) return true;
  const [a, b] = [tagOf(base), tagOf(other)];
  const isOtherRelease = a.release !== undefined && b.release !== undefined && a.release !== b.release;
  return a.variant === b.variant && !isOtherRelease && isSameVersion(a.version, b.version);
}

/** What the tag itself says: `debian:latest` says nothing about the release. */
function tagOf({ repository, tag = 'latest' }: ImageReference): Pick<ImageTag, 'version' | 'variant' | 'distro' | 'release'> {
  const { version, variant } = readTag(repository, tag);
  const said = distributionInName(repository, tag);
  return { version: distributionImages.has(repository) ? [] : version, variant, distro: said?.distro, release: said?.release };
}

/** Whether the numbers that both have are the same. */
function isSameVersion(a: readonly number[], b: readonly number[]): boolean {
  return a.every((number, i) => b[i] === undefined || b[i] === number);
}

function isBaseOf(base: BuiltImage, image: BuiltImage): boolean {
  return base.history.length < image.history.length && isStartOf(base.history, image.history);
}

function isStartOf(start: readonly HistoryEntry[], history: readonly HistoryEntry[]): boolean {
  return start.every((entry, i) => {
    const other = history[i];
    return other?.createdBy === entry.createdBy && other.bytes === entry.bytes && other.created === entry.created;
  });
}

/** Official images set a variable with their version: `ENV NODE_VERSION=20.11.1`. */
function saysOtherVersion(base: ImageReference, entries: readonly HistoryEntry[]): boolean {
  const { version } = tagOf(base);
  if (version.length === 0) return false;
  const variable = `${base.repository.split('/').at(-1)!.toUpperCase().replace(/\W/g, '_')}_VERSION`;
  const set = new RegExp(String.raw`\bENV (?:.* )?${variable}=v?(\d+(?:\.\d+)*)`);
  const said = entries.flatMap(({ createdBy }) => set.exec(createdBy)?.[1] ?? []).at(-1);
  return said !== undefined && !isSameVersion(version, said.split('.').map(Number));
}

/** The first entry of official images names their distribution. */
const distributions: readonly { readonly distro: string; readonly entry: RegExp }[] = [
  { distro: 'alpine', entry: /\bADD alpine-minirootfs-(\d+\.\d+)/ },
  { distro: 'debian', entry: /\bdebian\.sh .*'([a-z]+)'/ },
];

function saysOtherDistribution(base: ImageReference, [first]: readonly HistoryEntry[]): boolean {
  const { distro, release } = tagOf(base);
  if (distro === undefined || !first) return false;
  for (const { distro: said, entry } of distributions) {
    const [found, saidRelease] = entry.exec(first.createdBy) ?? [];
    if (found === undefined) continue;
    return said !== distro || (release !== undefined && saidRelease !== release);
  }
  return false;
}
