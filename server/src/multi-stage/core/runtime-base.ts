import { distributionInName } from '../../model/distribution.ts';
import { findBaseImage } from '../../model/base-image-catalogue.ts';
import type { PackageManager } from '../../knowledge/build-packages.ts';
import { releaseOfOldImage } from '../../knowledge/archived-releases.ts';
import { languageOfImage, officialMirrors, slimTagsOf } from '../../knowledge/image-languages.ts';
import type { SlimTags } from '../../knowledge/image-languages.ts';
import { readTag } from '../../model/image-tag.ts';
import type { ImageReference, Stage } from '../../model/model.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';

/** The image that the runtime stage is based on. */
export interface RuntimeBase {
  /** As it is written in FROM. */
  readonly image: string;
  /** It is another image than the one that builds. */
  readonly changed: boolean;
  readonly manager: PackageManager;
  /** `bookworm`, `3.20`; undefined when neither the tag nor the catalogue says. */
  readonly release: string | undefined;
  /** Packages that it has in addition to the bare distribution, as far as the catalogue knows the image. */
  readonly packages: readonly string[];
  /** What was decided, and why. */
  readonly decision: Message;
}

/** The releases of the distributions that one version of an image is based on; undefined while it is still rebuilt on newer ones. */
export interface DistributionReleases {
  readonly debian: string | undefined;
  readonly alpine: string | undefined;
}

/** The newest stable releases when the catalogue was made: no older one has a newer C library. */
const newestReleases = { debian: 'trixie', alpine: '3.24' };

/** The bare distribution: Debian's slim image or Alpine's. */
function distributionImage(manager: PackageManager, release: string | undefined): string {
  return manager === 'apk' ? `alpine:${release ?? newestReleases.alpine}` : `debian:${release ?? newestReleases.debian}-slim`;
}

/**
 * The base for a compiled program: the same distribution without the toolchain. Debian's slim images and Alpine's have the C library and
 * the shell that the program may need; a newer release than the one it was built on loads it just as well. An image that is not made for
 * the language stays, because only packages of the file are the toolchain. `releasesOf`: the releases that a version of the toolchain's
 * image is based on when its tag names none.
 */
export function compiledRuntimeBase(
  stage: Stage,
  language: string,
  releasesOf: (version: readonly number[]) => DistributionReleases | undefined,
): RuntimeBase | Refusal {
  const image = stage.image!;
  if (languageOfImage(image.repository) !== language) return interpreterRuntimeBase(stage, language);
  const official = officialImage(image);
  if (!official) {
    const reason = message('{image} comes from a private registry, and which of its images can run the program is unknown.', {
      image: image.raw,
    });
    return refuse(reason, [message('Write the FROM of the run-time stage yourself.')], image);
  }
  const { distro, release, isCertain } = releaseOfToolchain(official.repository, image, releasesOf);
  if (distro === 'alpine') {
    const runtime = official.prefix + distributionImage('apk', release);
    return { image: runtime, changed: true, manager: 'apk', release, packages: [], decision: sameDistribution(image.raw, runtime) };
  }
  if (distro !== 'debian')
    return refuse(message('{image} is based on a distribution without a known run-time image.', { image: image.raw }), [], image);
  const runtime = official.prefix + distributionImage('apt', release);
  const decision = isCertain
    ? sameDistribution(image.raw, runtime)
    : message(
        '{runtime} is the run-time image: {image} does not name its Debian release, and a newer C library runs programs built for an older one.',
        {
          runtime,
          image: image.raw,
        },
      );
  return { image: runtime, changed: true, manager: 'apt', release: isCertain ? release : undefined, packages: [], decision };
}

/** The reference of an official image without what its registry puts before it; undefined for other images. */
function officialImage({ registry, repository }: ImageReference): { readonly prefix: string; readonly repository: string } | undefined {
  const mirror = officialMirrors.find((one) => `${registry}/${repository}`.startsWith(one));
  if (mirror !== undefined) return { prefix: mirror, repository: `${registry}/${repository}`.slice(mirror.length) };
  return registry === 'docker.io' && !repository.includes('/') ? { prefix: '', repository } : undefined;
}

function sameDistribution(image: string, runtime: string): Message {
  return message('{runtime} is the run-time image: the distribution of {image}, without the compiler and its sources.', { runtime, image });
}

interface ImageRelease {
  readonly distro: string;
  readonly release: string | undefined;
  readonly isCertain: boolean;
}

/** From the tag; else from what is known of the version; else from the catalogue's entry for exactly this tag. */
function releaseOfToolchain(
  repository: string,
  { tag, resolved }: ImageReference,
  releasesOf: (version: readonly number[]) => DistributionReleases | undefined,
): ImageRelease {
  const named = resolved === undefined ? undefined : distributionInName(repository, tag);
  if (named?.release) return { ...named, isCertain: true };
  const distro = named?.distro ?? 'debian';
  const releases = releasesOf(readTag(repository, tag ?? 'latest').version);
  const catalogue = findBaseImage(repository, tag);
  const ofCatalogue = catalogue?.exact ? catalogue.release : undefined;
  const release = releases ? (distro === 'alpine' ? releases.alpine : releases.debian) : ofCatalogue;
  return { distro, release, isCertain: release !== undefined };
}

/**
 * The base for an interpreter: the slim variant of the same tag, which has the same interpreter on the same release of Debian. A slim or
 * Alpine image, one that is pinned by digest, and one that is neither an official image of the language nor Debian's stay.
 */
export function interpreterRuntimeBase(stage: Stage, language: string): RuntimeBase {
  const image = stage.image!;
  const official = image.resolved === undefined ? undefined : officialImage(image);
  const named = image.resolved === undefined ? undefined : distributionInName(official?.repository ?? image.repository, image.tag);
  const isAlpine = (named?.distro ?? stage.distro) === 'alpine';
  const catalogue = official && findBaseImage(official.repository, image.tag);
  const manager = isAlpine ? 'apk' : 'apt';
  const release =
    named?.release ??
    (catalogue?.exact ? catalogue.release : undefined) ??
    (official && releaseOfOldImage(official.repository, readTag(official.repository, image.tag ?? 'latest').version));
  const isKnown = official?.repository === 'debian' || languageOfImage(image.repository) === language;
  const slim = official && isKnown && !isAlpine ? slimTagsOf(official.repository) : undefined;
  const runtime = slim && slimVariant(image, slim);
  if (runtime === undefined) {
    const decision = message('{image} stays the base image: what only the build needs stays in the build stage.', { image: image.raw });
    return { image: image.raw, changed: false, manager, release, packages: catalogue?.packages ?? [], decision };
  }
  const decision = message(
    '{runtime} is the run-time image: the same version on the same Debian release, without compilers and header files.',
    {
      runtime,
    },
  );
  return { image: runtime, changed: true, manager, release, packages: [], decision };
}

const debianReleases = 'buster|stretch|bullseye|bookworm|trixie';
const releaseAlone = new RegExp(`^(?:${debianReleases})$`);
const releaseSuffix = new RegExp(`-(?:${debianReleases})$`);
const tagWithSlimVariant = new RegExp(`^(?:latest|lts|current|\\d+(?:\\.\\d+)*|(?!slim$|alpine$)[a-z]+)(?:-(?:${debianReleases}))?$`);

/** The reference with `slim` in its tag; undefined when there is no such tag, or when the tag is not known. */
function slimVariant({ tag, digest, raw }: ImageReference, { position, newest }: SlimTags): string | undefined {
  if (digest) return undefined;
  if (tag === undefined) return newest ? `${raw}:slim` : undefined;
  if (!tagWithSlimVariant.test(tag) || /^["']/.test(raw)) return undefined;
  if (tag === 'latest') return newest && raw.endsWith(':latest') ? raw.replace(/latest$/, 'slim') : undefined;
  if (releaseAlone.test(tag)) {
    if (!raw.endsWith(`:${tag}`)) return undefined;
    return position === 'after-release' ? `${raw}-slim` : `${raw.slice(0, -tag.length)}slim-${tag}`;
  }
  if (!releaseSuffix.test(tag) || position === 'after-release') return `${raw}-slim`;
  const suffix = releaseSuffix.exec(raw)?.[0];
  return suffix && `${raw.slice(0, -suffix.length)}-slim${suffix}`;
}

/** The bare distribution in place of an interpreter that the container does not need. Stays the same when the release is not known. */
export function withoutInterpreter(stage: Stage, base: RuntimeBase): RuntimeBase {
  if (base.release === undefined) return base;
  const image = distributionImage(base.manager, base.release);
  return { ...base, image, changed: true, decision: sameDistribution(stage.image!.raw, image) };
}
