import { distributionInName } from '../../knowledge/distributions.ts';
import { findBaseImage } from '../../knowledge/base-images.ts';
import type { PackageManager } from '../../knowledge/build-packages.ts';
import { golangBase } from '../../knowledge/golang-bases.ts';
import { readTag } from '../../knowledge/image-tags.ts';
import type { ImageReference, Stage } from '../../model/model.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { refuse } from './conversion.ts';
import type { Refusal } from './conversion.ts';

/** What the run-time stage is FROM. */
export interface RuntimeBase {
  /** As it is to be written. */
  readonly image: string;
  /** It is another image than the one that builds. */
  readonly changed: boolean;
  readonly manager: PackageManager;
  /** `bookworm`, `3.20`; undefined where the tag leaves it open and the catalogue does not know. */
  readonly release: string | undefined;
  /** Packages that it has beyond the bare distribution, as far as the catalogue knows it. */
  readonly packages: readonly string[];
  /** What was decided, and why. */
  readonly decision: Message;
}

/** The newest stable releases when the catalogue was made: no older one has a newer C library. */
const newestDebian = 'trixie';
const newestAlpine = '3.24';

/**
 * The base for a compiled Go program: the same distribution without the toolchain. Debian's slim images and Alpine's have the C
 * library and the shell that the program may count on; a release that is newer than the one it was built on loads it just as well.
 */
export function goRuntimeBase(stage: Stage): RuntimeBase | Refusal {
  const image = stage.image!;
  if (image.registry !== 'docker.io') {
    const reason = message('{image} comes from a registry of your own: which image there can run the program is not known.', {
      image: image.raw,
    });
    return refuse(reason, [message('Write the run-time stage’s FROM by hand.')], image);
  }
  const { distro, release, certain } = goRelease(image);
  if (distro === 'alpine') {
    const runtime = `alpine:${release ?? newestAlpine}`;
    return { image: runtime, changed: true, manager: 'apk', release, packages: [], decision: sameDistribution(image.raw, runtime) };
  }
  if (distro !== 'debian')
    return refuse(message('{image} is made on a distribution that has no run-time image here.', { image: image.raw }), [], image);
  const runtime = `debian:${release ?? newestDebian}-slim`;
  const decision = certain
    ? sameDistribution(image.raw, runtime)
    : message('{runtime} runs the program: {image} does not say its Debian release, and a newer C library runs what an older one built.', {
        runtime,
        image: image.raw,
      });
  return { image: runtime, changed: true, manager: 'apt', release: certain ? release : undefined, packages: [], decision };
}

function sameDistribution(image: string, runtime: string): Message {
  return message('{runtime} runs the program: the same distribution as {image}, without the compiler and its sources.', { runtime, image });
}

/** What the tag says; else what is known of the version's line; else what the catalogue knows of exactly this tag. */
function goRelease({ repository, tag, resolved }: ImageReference): {
  readonly distro: string;
  readonly release: string | undefined;
  readonly certain: boolean;
} {
  const named = resolved === undefined ? undefined : distributionInName(repository, tag);
  if (named?.release) return { ...named, certain: true };
  const distro = named?.distro ?? 'debian';
  const [major, minor] = readTag(repository, tag ?? 'latest').version;
  const line = major === 1 && minor !== undefined ? golangBase(minor) : undefined;
  const catalogue = findBaseImage(repository, tag);
  const release = line ? (distro === 'alpine' ? line.alpine : line.debian) : catalogue?.exact ? catalogue.release : undefined;
  return { distro, release, certain: release !== undefined };
}

/**
 * The base for an interpreter: the slim variant of the same tag, which has the same interpreter on the same release of Debian. What is
 * slim, or Alpine, or pinned by digest, or from another registry, stays.
 */
export function interpreterRuntimeBase(stage: Stage): RuntimeBase | Refusal {
  const image = stage.image!;
  const { distro } = stage;
  const said = image.resolved === undefined ? undefined : distributionInName(image.repository, image.tag);
  const alpine = (said?.distro ?? distro) === 'alpine';
  const manager = alpine ? 'apk' : 'apt';
  const release = said?.release ?? releaseOf(image);
  const slim = alpine ? undefined : slimVariant(image);
  if (slim === undefined) {
    const decision = message('{image} stays the base: what only the build needs is left behind in the build stage.', { image: image.raw });
    const packages = (image.resolved !== undefined && findBaseImage(image.repository, image.tag)?.packages) || [];
    return { image: image.raw, changed: false, manager, release, packages, decision };
  }
  const decision = message('{runtime} runs the program: the same version on the same release of Debian, without compilers and headers.', {
    runtime: slim,
  });
  return { image: slim, changed: true, manager, release, packages: [], decision };
}

function releaseOf({ repository, tag, resolved }: ImageReference): string | undefined {
  const found = resolved === undefined ? undefined : findBaseImage(repository, tag);
  return found?.exact ? found.release : undefined;
}

/** Code names that stand in tags of node and python: the variant's word goes in front of them (python) or behind (node). */
const suite = /-(?:buster|stretch|bullseye|bookworm|trixie)$/;

/** The reference with `slim` in its tag; undefined where there is none, or where the tag cannot be told. */
function slimVariant(image: ImageReference): string | undefined {
  const { repository, registry, tag, digest, resolved, raw } = image;
  const isMirror = registry === 'public.ecr.aws' && repository.startsWith('docker/library/');
  if (digest || resolved === undefined || (registry !== 'docker.io' && !isMirror)) return undefined;
  if (tag === undefined) return `${raw}:slim`;
  if (!/^(?:latest|lts|current|\d+(?:\.\d+)*|(?!slim$|alpine$)[a-z]+)(?:-(?:buster|stretch|bullseye|bookworm|trixie))?$/.test(tag))
    return undefined;
  const quoted = /^["']/.test(raw);
  if (quoted) return undefined;
  if (tag === 'latest' && raw.endsWith(':latest')) return raw.replace(/latest$/, 'slim');
  if (tag === 'latest') return undefined;
  const inPlain = suite.exec(raw)?.[0];
  const inValue = suite.exec(tag)?.[0];
  if (/^(?:buster|stretch|bullseye|bookworm|trixie)$/.test(tag))
    return raw.endsWith(`:${tag}`) ? withSlim(repository, raw.slice(0, -tag.length), tag) : undefined;
  if (!inValue || repository.endsWith('node')) return `${raw}-slim`;
  return inPlain ? `${raw.slice(0, -inPlain.length)}-slim${inPlain}` : undefined;
}

/** `node:bookworm` is `node:bookworm-slim`, `python:bookworm` is `python:slim-bookworm`. */
function withSlim(repository: string, before: string, release: string): string {
  return repository.endsWith('node') ? `${before}${release}-slim` : `${before}slim-${release}`;
}

/** The base for a server of the system in place of Node: the distribution alone, where its release is certain. */
export function withoutNode(stage: Stage, base: RuntimeBase): RuntimeBase {
  if (base.release === undefined) return base;
  const image = base.manager === 'apk' ? `alpine:${base.release}` : `debian:${base.release}-slim`;
  return { ...base, image, changed: true, decision: sameDistribution(stage.image!.raw, image) };
}
