import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { AptClosure } from './closure.ts';
import type { AptTable } from './table.ts';

/** What an install adds to its layer, package lists and downloaded archives not counted. */
export interface AptLayer {
  readonly bytes: { readonly low: number; readonly likely: number; readonly high: number };
  /** The largest first. */
  readonly parts: readonly AptPart[];
}

/** A package by its name, or what the install itself writes. */
export interface AptPart {
  readonly name: string | Message;
  readonly bytes: number;
}

/**
 * Every install copies debconf's database and dpkg's status file, old and new, into its layer. Measured with a Docker Engine on
 * Debian 12: 0.76 MB, 1.56 MB where a package brings debconf templates; 2.4 KB for each package that is installed.
 */
const debconfBytes = 760_000;
const debconfTemplates = 800_000;
const statusPerPackage = 2_400;

/** Logs, configuration, empty folders: what a package that is removed again may leave, at most; 5 KB each of build-essential's. */
const traces = 10_000;

/** How far a package's bytes may be off, as a share: counted from its files, or taken from packages of its kind. */
const spreadFactor = { measured: 0.02, alike: 0.2 };
/** What configuring packages writes or leaves out, in bytes, either way. */
const spreadFixed = 150_000;

/**
 * Estimates the layer of an install. `slim`: the image keeps dpkg from unpacking documentation, manual pages and translations (those named
 * `-slim`, and images made from them); undefined where that is not known, so that both are possible. `before`: how many packages
 * beside Debian's own the image had already. `gone`: packages that the same layer removes again; the databases keep
 * their traces. Against 56 measured layers of Debian 12: see the unit test for the error.
 */
export function estimateAptLayer(
  table: AptTable,
  { packages, gone = [] }: Pick<AptClosure, 'packages'> & { readonly gone?: AptClosure['packages'] },
  image: { readonly slim: boolean | undefined; readonly before: number },
): AptLayer {
  const records =
    debconfBytes +
    ([...packages, ...gone].some(({ hasTemplates }) => hasTemplates) ? debconfTemplates : 0) +
    statusPerPackage * (table.baseCount + image.before);
  const parts: AptPart[] = [];
  let low = records - spreadFixed;
  let high = records + spreadFixed;
  for (const { name, bytes, docs, measured } of packages) {
    const spread = measured ? spreadFactor.measured : spreadFactor.alike;
    const least = image.slim === false ? bytes : bytes * (1 - docs);
    const most = image.slim === true ? bytes * (1 - docs) : bytes;
    low += least * (1 - spread);
    high += most * (1 + spread);
    parts.push({ name, bytes: Math.round(image.slim ? least : most) });
  }
  parts.sort((a, b) => b.bytes - a.bytes);
  if (packages.length + gone.length === 0) return { bytes: { low: 0, likely: 0, high: 0 }, parts: [] };
  parts.push({ name: message('dpkg and debconf databases'), bytes: records });
  const likely = parts.reduce((total, part) => total + part.bytes, 0);
  return { bytes: { low: Math.max(0, Math.round(low)), likely, high: Math.round(high) + traces * gone.length }, parts };
}
