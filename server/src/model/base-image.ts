import { findBaseImage } from './base-image-catalogue.ts';
import type { BaseImage } from './base-image-catalogue.ts';
import { sizeOfImage } from './base-image-sizes.ts';
import type { ImageSize } from './base-image-sizes.ts';
import { imagesOfBothSystems, isWindowsImageName, runsWine } from '../knowledge/windows.ts';
import { distributionInName } from './distribution.ts';
import type { Distribution } from '../knowledge/distributions.ts';
import type { ImageReference, Stage } from './model.ts';

/**
 * Official images whose configuration sets no variable except PATH, so that every other name is unset. From their image histories, 2026-11.
 */
const imagesWithoutVariables = new Set([
  'almalinux', 'alpine', 'amazonlinux', 'buildpack-deps', 'busybox', 'centos', 'debian', 'rockylinux', 'ubuntu',
]); // prettier-ignore

/** Whether the image sets no environment variable, except possibly PATH. False if the build can select another image. */
export function setsNoVariables(image: ImageReference): boolean {
  if (image.repositorySpan === undefined) return false;
  return image.isScratch || (image.registry === 'docker.io' && imagesWithoutVariables.has(image.repository));
}

/**
 * Whether the base image of a stage certainly does not set a variable, although its variables are not known: official images name theirs in
 * capitals. From the Dockerfiles of https://github.com/docker-library, 2026-11.
 */
export function neverSets({ base, image, parent }: Stage, name: string): boolean {
  if (parent) return neverSets(parent, name);
  return base !== undefined && image?.repositorySpan !== undefined && !/[A-Z]/.test(name);
}

/** Variables of official images with the same value in every tag. https://github.com/docker-library/golang */
const variablesOfImages: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map<string, Readonly<Record<string, string>>>([
  ['golang', { GOPATH: '/go' }],
  ['rust', { CARGO_HOME: '/usr/local/cargo', RUSTUP_HOME: '/usr/local/rustup' }],
]);

/** The environment variables that an image is known to set, without PATH. */
export function knownVariables(image: ImageReference): Readonly<Record<string, string>> {
  return (image.registry === 'docker.io' && !isWindowsImage(image) && variablesOfImages.get(image.repository)) || {};
}

/** Whether the image is for Windows, judged by its name. */
export function isWindowsImage(image: ImageReference): boolean {
  return isWindowsImageName(image.repository, image.tag);
}

/** Whether the name of an image shows that it is for Linux: an official image without Windows variants, or a distribution in the name. */
export function isLinuxImage(image: ImageReference, base: BaseImage | undefined): boolean {
  if (image.isScratch || runsWine(image.repository) || distributionInName(image.repository, image.tag)) return true;
  return base !== undefined && !imagesOfBothSystems.has(image.repository);
}

/** The catalogue entry of an image. The catalogue contains Docker Hub's official images under their real names only. */
export function findInCatalogue({ registry, resolved, repository, tag, digest }: ImageReference): BaseImage | undefined {
  return registry === 'docker.io' && resolved !== undefined ? findBaseImage(repository, tag, digest) : undefined;
}

/** The size of an image; of more images than the catalogue has, and also of other registries. */
export function sizeOfReference(image: ImageReference): ImageSize | undefined {
  const base = findInCatalogue(image);
  if (base?.exact) return base;
  const { registry, resolved, repository, tag, digest } = image;
  return resolved === undefined ? undefined : sizeOfImage(registry === 'docker.io' ? repository : `${registry}/${repository}`, tag, digest);
}

/** The distribution of an image from its tag, with the release from the catalogue if the tag does not contain it. */
export function distributionOf(image: ImageReference, base: BaseImage | undefined): Distribution | undefined {
  const named = distributionInName(image.repository, image.tag);
  if (named?.release || !base || base.distro === 'none') return named;
  return named && named.distro !== base.distro ? named : { distro: base.distro, release: base.release };
}

/** The configuration of a base image. Undefined members are not set. */
export type BaseConfig = Pick<BaseImage, 'user' | 'workdir' | 'exposed' | 'entrypoint' | 'cmd'>;

const configOfScratch: BaseConfig = { user: undefined, workdir: undefined, exposed: [], entrypoint: undefined, cmd: undefined };

/** The configuration of the base image of a stage without a parent stage. Returns undefined if unknown. */
export function configOfBase({ image, base }: Stage): BaseConfig | undefined {
  return image?.isScratch ? configOfScratch : base;
}
