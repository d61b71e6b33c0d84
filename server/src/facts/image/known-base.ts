import {
  firstVersionWithKnownContent,
  packagesOfUbuntu,
  programsOfImage,
  releasesWithKnownContent,
} from '../../knowledge/official-images.ts';
import { readTag } from '../../model/image-tag.ts';
import type { Stage } from '../../model/model.ts';
import { isChosenByBuild } from '../../model/scopes.ts';
import { isForLinux } from '../../model/stages.ts';
import type { KnownBase } from './state.ts';

/**
 * The official image in the FROM of a stage, if its packages and programs are known. Returns undefined for other images, and for releases
 * and versions that are not known, and if `--build-arg` may choose another image or variant.
 */
export function knownBase(stage: Stage): KnownBase | undefined {
  const { image, base, distro, release } = stage;
  const programs = image && base && programsOfImage(image.repository);
  if (!programs || !isForLinux(stage) || (distro !== 'debian' && distro !== 'ubuntu' && distro !== 'alpine')) return undefined;
  if (isChosenByBuild(stage) || hasVariableVariant(stage) || isOldVersion(stage)) return undefined;
  const isOwnImage = image.repository === 'ubuntu' || image.repository === 'debian';
  if (distro !== 'alpine' && release !== undefined && !releasesWithKnownContent.has(release)) return undefined;
  // An unknown tag of a distribution's own image may be any release, an old one too.
  if ((isOwnImage || distro === 'ubuntu') && release === undefined) return undefined;
  return {
    distro,
    release: releaseOf(stage),
    name: image.raw,
    packages: distro === 'ubuntu' ? [...packagesOfUbuntu, ...base.packages] : base.packages,
    programs,
  };
}

/** `FROM node:${TAG}`, unless the default is a version: another value may be another variant, such as alpine. */
function hasVariableVariant({ from, image }: Stage): boolean {
  const written = from.words[0]?.text.split('/').at(-1)!.split(':')[1] ?? '';
  return /^\$(?:\w+|\{[^}]*\})$/.test(written) && !/^\d+(?:\.\d+)*$/.test(image?.tag ?? '');
}

/** Whether the tag is a version that was built in another way than today's. A shorter tag is the newest version of its kind. */
function isOldVersion({ image }: Stage): boolean {
  const first = firstVersionWithKnownContent(image!.repository);
  const { version } = readTag(image!.repository, image!.tag ?? 'latest');
  const i = first.findIndex((part, at) => version[at] === undefined || version[at] !== part);
  return i >= 0 && version[i] !== undefined && version[i] < first[i]!;
}

/** Tags of official images without a release move to the next one: what the catalogue says is certain only for the tags that it contains. */
function releaseOf({ image, base, release }: Stage): string | undefined {
  if (!release || !base) return undefined;
  const isInTag = image?.tag?.split(/[-_]/).some((part) => part.startsWith(release)) ?? false;
  return isInTag || base.exact || image?.repository === 'debian' || image?.repository === 'ubuntu' ? release : undefined;
}
