import { findBaseImage } from './base-image-catalogue.ts';
import type { BaseImage } from './base-image-catalogue.ts';
import { alpineVariants, slimVariants } from '../knowledge/image-tags.ts';
import { closestRow, sizeRowsOf } from './base-image-sizes.ts';
import { distributionInName } from './distribution.ts';
import { readTag } from './image-tag.ts';

/** A smaller variant of an image with the same version. */
export interface SlimmerImage {
  readonly tag: string;
  readonly kind: 'slim' | 'docs' | 'jre';
  readonly base: BaseImage;
  /** Bytes on disk. */
  readonly saved: number;
}

/** Less is not worth a change. */
const smallest = 20_000_000;

/** The variant of the same image without development files. Undefined if the catalogue has none, or it saves little. */
export function slimmerImage(repository: string, tag: string, base: BaseImage): SlimmerImage | undefined {
  if (base.distro === 'alpine' || readTag(repository, tag).pinned) return undefined;
  const wanted = repository === 'eclipse-temurin' ? jreTag(tag) : slimTag(repository, tag);
  const found = wanted && findBaseImage(repository, wanted.tag);
  if (
    !wanted ||
    !found ||
    !readTag(repository, found.entry.tag)
      .variant.split(' ')
      .includes(wanted.kind === 'jre' ? 'jre' : 'slim')
  )
    return undefined;
  // Data of releases that are years apart says little about the difference.
  if (found.distro !== base.distro || found.entry.date.slice(0, 4) !== base.entry.date.slice(0, 4)) return undefined;
  const saved = base.bytes.likely - found.bytes.likely;
  return saved >= smallest ? { ...wanted, base: found, saved } : undefined;
}

/** `python:3.12` is `3.12-slim`, `node:24-bookworm` is `24-bookworm-slim`, `python:3.12-bookworm` is `3.12-slim-bookworm`. */
function slimTag(repository: string, tag: string): { readonly tag: string; readonly kind: 'slim' | 'docs' } | undefined {
  const place = slimVariants.get(repository);
  if (!place || readTag(repository, tag).variant !== '' || tag === 'latest') return undefined;
  const [version = '', ...rest] = tag.split('-');
  return {
    kind: repository === 'debian' ? 'docs' : 'slim',
    tag: (place === 'after version' ? [version, 'slim', ...rest] : [version, ...rest, 'slim']).join('-'),
  };
}

/** `21` and `21-jdk-noble` are `21-jre` and `21-jre-noble`. */
function jreTag(tag: string): { readonly tag: string; readonly kind: 'jre' } | undefined {
  const [version = '', ...rest] = tag.split('-');
  if (!/^\d+/.test(version) || rest.includes('jre') || rest.includes('alpine')) return undefined;
  const words = rest[0] === 'jdk' ? rest.slice(1) : rest;
  return { kind: 'jre', tag: [version, 'jre', ...words].join('-') };
}

/**
 * The tag of the same image and version on Alpine: `22-alpine` for `node:22-bookworm-slim`. Undefined for an image on Alpine already, for one
 * build by its date, and if the table of sizes has no such variant of the same major version.
 */
export function alpineTag(repository: string, tag: string): string | undefined {
  const read = readTag(repository, tag);
  if (!alpineVariants.has(repository) || read.distro === 'alpine' || read.pinned || read.version.length === 0) return undefined;
  const words = tag.split('-').filter((word) => word !== 'slim' && distributionInName('', word) === undefined);
  const wanted = [...words, 'alpine'].join('-');
  const row = closestRow(sizeRowsOf(repository), readTag(repository, wanted));
  return row?.version[0] === read.version[0] ? wanted : undefined;
}
