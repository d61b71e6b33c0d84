import { packagesOfUbuntu, programsOfImage, releasesWithKnownContent } from '../../knowledge/official-images.ts';
import type { Stage } from '../../model/model.ts';
import { isForLinux } from '../../model/stages.ts';
import type { KnownBase } from './state.ts';

/**
 * The official image in the FROM of a stage, if its packages and programs are known. Returns undefined for other images, and for releases
 * that are not known.
 */
export function knownBase(stage: Stage): KnownBase | undefined {
  const { image, base, distro, release } = stage;
  const programs = image && base && programsOfImage(image.repository);
  if (!programs || !isForLinux(stage) || (distro !== 'debian' && distro !== 'ubuntu' && distro !== 'alpine')) return undefined;
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

/** Tags of official images without a release move to the next one: what the catalogue says is certain only for the tags that it contains. */
function releaseOf({ image, base, release }: Stage): string | undefined {
  if (!release || !base) return undefined;
  const isInTag = image?.tag?.split(/[-_]/).some((part) => part.startsWith(release)) ?? false;
  return isInTag || base.exact || image?.repository === 'debian' || image?.repository === 'ubuntu' ? release : undefined;
}
