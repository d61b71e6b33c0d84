import { lazy, memoize } from '../base/memoize.ts';
import { discontinuedImages, replacements } from '../knowledge/discontinued-images.ts';
import { endOfLifeDate, endOfLifeTable } from '../knowledge/end-of-life.generated.ts';
import { nodeReleaseNames } from '../knowledge/image-tags.ts';
import type { ImageReference } from '../model/model.ts';
import { removalOfOfficialImage } from './official-image-list.ts';

/** The program or distribution of an image gets no security fixes any more. */
export interface EndOfLife {
  /** `Node.js 12`, `Debian 9 (stretch)`; the name of an image that is no longer built. */
  readonly what: string;
  readonly kind: 'release' | 'image';
  /** Whether the release is one of a distribution, whose package mirrors move to an archive some time after the end. */
  readonly isDistribution: boolean;
  /** A day or a month; undefined if it is not known. */
  readonly since: string | undefined;
  /** Whether it ended at least a year before the date of the data. */
  readonly isLongAgo: boolean;
  /** The image to use instead, with its tag; undefined if it is not known. */
  readonly next: string | undefined;
  /** The tag that replaces the tag; undefined if it is not certain that it exists. */
  readonly nextTag: string | undefined;
}

interface Release {
  readonly version: string;
  readonly parts: readonly number[];
  readonly codename: string;
  /** Empty while it is supported. */
  readonly end: string;
}

interface Product {
  readonly name: string;
  readonly next: readonly Release[];
  /** The image to use instead, if all releases have ended. */
  readonly instead: string | undefined;
  readonly releases: readonly Release[];
}

/** The images of distributions in the table. */
const distributionImages: ReadonlySet<string> = new Set(
  'debian buildpack-deps ubuntu alpine centos fedora amazonlinux oraclelinux opensuse/leap'.split(' '),
);

/** Words of tags that exist for every version of an image that has them. */
const commonVariants: ReadonlySet<string> = new Set('alpine slim fpm apache cli zts jdk jre curl scm perl'.split(' '));

/**
 * Whether the image in a reference, or the distribution that its tag names, has reached its end of life up to the date of the data. Undefined
 * if it has not, and if it is not known: for tags without a version and images outside of the table.
 */
export function endOfLifeOf({ registry, repository, tag, resolved }: ImageReference): EndOfLife | undefined {
  if (resolved === undefined) return undefined;
  const key = registry === 'docker.io' ? repository : `${registry}/${repository}`;
  return recent(`${key}:${tag ?? ''}`, () => look(key, tag));
}

const recent = memoize((_reference: string, find: () => EndOfLife | undefined) => find(), 200);

function look(image: string, tag: string | undefined): EndOfLife | undefined {
  const words = tag?.split('-') ?? [];
  const product = products().byImage.get(image);
  const own = product && releaseIn(product, words);
  if (product && own?.end) return endedRelease(image, product, own, words);
  // Early access builds and release candidates are still made where the image is otherwise given up (openjdk).
  const isPreview = words.includes('ea') || words.includes('rc');
  return (isPreview ? undefined : discontinued(image)) ?? endedDistribution(image, words);
}

/** The release of the first word: its version or code name. A version with fewer parts has ended if all releases that it can mean have. */
function releaseIn({ releases, name }: Product, [word = '']: readonly string[]): Release | undefined {
  const named = releases.find(({ codename }) => codename !== '' && codename === word);
  if (named) return named;
  const text = name === 'Node.js' && nodeReleaseNames.has(word) ? String(nodeReleaseNames.get(word)) : word;
  const parts = partsOf(/^v?(\d+(?:\.\d+)*)/.exec(text)?.[1] ?? '');
  if (parts.length === 0) return undefined;
  const exact = releases.filter((release) => startsWith(parts, release.parts)).sort((a, b) => b.parts.length - a.parts.length)[0];
  if (exact) return exact;
  const possible = releases.filter((release) => startsWith(release.parts, parts));
  if (possible.length === 0 || possible.some(({ end }) => end === '')) return undefined;
  const [last] = possible.toSorted((a, b) => (a.end < b.end ? 1 : -1));
  return { version: parts.join('.'), parts, codename: '', end: last!.end };
}

function endedRelease(image: string, product: Product, release: Release, words: readonly string[]): EndOfLife {
  const next = product.next.find(({ parts }) => compare(parts, release.parts) > 0) ?? product.next.at(-1);
  const [first = '', ...rest] = words;
  const version = next && (first === next.codename || isCodename(first) ? next.codename || next.version : next.version);
  const variant = rest.flatMap(variantWord);
  const tag = version !== undefined && variant.every((word) => word !== undefined) ? [version, ...variant].join('-') : undefined;
  // The repositories of .NET Core end with version 3.1.
  const repository = image.replace('/dotnet/core/', '/dotnet/');
  const nextTag = repository === image ? tag : undefined;
  const nextImage = product.instead ?? (version === undefined ? undefined : `${repository}:${tag ?? version}`);
  return { ...ended(nameOf(product, release), release.end, nextImage, nextTag), isDistribution: distributionImages.has(image) };
}

/** The word of the variant in a tag for another version: none for a release of a distribution, undefined if the image may not have it. */
function variantWord(word: string): readonly (string | undefined)[] {
  if (commonVariants.has(word)) return [word];
  if (/^alpine3\.\d+$/.test(word)) return ['alpine'];
  return isCodename(word) || /^20\d{6}$/.test(word) ? [] : [undefined];
}

/** The distribution in `python:3.12-buster` or `nvidia/cuda:10.2-base-ubuntu18.04`. A code name alone could be a word of another program. */
function endedDistribution(image: string, words: readonly string[]): EndOfLife | undefined {
  for (const [i, word] of words.entries()) {
    const numbered = /^(alpine|debian|ubuntu|centos|fedora)(\d+(?:\.\d+)?)$/.exec(word);
    const product = numbered ? products().byImage.get(numbered[1]!) : i > 0 ? products().byCodename.get(word) : undefined;
    const release = product && releaseIn(product, [numbered?.[2] ?? word]);
    if (!product || !release?.end) continue;
    const next = product.next.find(({ parts }) => compare(parts, release.parts) > 0) ?? product.next.at(-1);
    const instead = numbered ? (numbered[1] === 'alpine' ? 'alpine' : undefined) : next?.codename || undefined;
    const nextTag = instead === undefined ? undefined : words.map((each) => (each === word ? instead : each)).join('-');
    return { ...ended(nameOf(product, release), release.end, nextTag && `${image}:${nextTag}`, nextTag), isDistribution: true };
  }
  return undefined;
}

/** An official image that is no longer built. */
function discontinued(image: string): EndOfLife | undefined {
  const noted = discontinuedImages.get(image);
  const since = noted?.since ?? removalOfOfficialImage(image);
  if (since === undefined) return undefined;
  return { ...ended(image, since, noted ? noted.instead : replacements.get(image), undefined), kind: 'image' };
}

function ended(what: string, end: string, next: string | undefined, nextTag: string | undefined): EndOfLife {
  const yearBefore = `${Number(endOfLifeDate.slice(0, 4)) - 1}${endOfLifeDate.slice(4)}`;
  const since = end === '0000' ? undefined : end;
  return { what, kind: 'release', isDistribution: false, since, isLongAgo: end <= yearBefore, next, nextTag };
}

function nameOf({ name }: Product, { version, codename }: Release): string {
  return codename ? `${name} ${version} (${codename})` : `${name} ${version}`;
}

function isCodename(word: string): boolean {
  return products().byCodename.has(word);
}

function startsWith(parts: readonly number[], start: readonly number[]): boolean {
  return start.length <= parts.length && start.every((part, i) => parts[i] === part);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((part, index) => part !== (b[index] ?? 0));
  return i < 0 ? 0 : a[i]! - (b[i] ?? 0);
}

function partsOf(version: string): readonly number[] {
  return version === '' ? [] : version.split('.').map(Number);
}

const products = lazy(() => {
  const byImage = new Map<string, Product>();
  const byCodename = new Map<string, Product>();
  for (const line of endOfLifeTable.trim().split('\n')) {
    const [images = '', name = '', next = '', list = ''] = line.split('\t');
    const isImage = next.includes(':');
    const product: Product = {
      name,
      instead: isImage ? next : undefined,
      next: isImage ? [] : next.split(' ').map(readRelease),
      releases: list.split(' ').map(readRelease),
    };
    for (const image of images.split(' ')) byImage.set(image, product);
    for (const { codename } of product.releases) if (codename) byCodename.set(codename, product);
  }
  return { byImage, byCodename };
});

/** `12=bookworm:2028-06-30` */
function readRelease(text: string): Release {
  const [id = '', end = ''] = text.split(':');
  const [version = '', codename = ''] = id.split('=');
  return { version, parts: partsOf(version), codename, end };
}
