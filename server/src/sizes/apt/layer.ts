import type { SizeRange } from '../../base/size-range.ts';
import { triggerBytes } from '../../knowledge/trigger-files.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { PackageClosure } from '../../facts/system-packages/closure.ts';
import { guessedPackages } from '../../facts/system-packages/guess.ts';
import type { PackageTable } from '../../facts/system-packages/table.ts';

/** What an install adds to its layer, without package lists and downloaded archives. */
export interface AptLayer {
  readonly bytes: SizeRange;
  /** Largest first. */
  readonly parts: readonly AptPart[];
}

/** A package name, or a description of what the install itself writes. */
export interface AptPart {
  readonly name: string | Message;
  readonly bytes: number;
}

/**
 * Every install copies debconf's database and dpkg's status file, old and new, into its layer. Measured with Docker Engine on Debian 12:
 * 0.76 MB, or 1.56 MB if a package has debconf templates, plus 2.4 kB for each installed package.
 */
const debconfBytes = 760_000;
const debconfTemplateBytes = 800_000;
const statusBytesPerPackage = 2_400;

/**
 * Maximum size of what a package that is removed again can leave (logs, configuration, empty folders); 5 kB for each package of
 * build-essential.
 */
const maxTraceBytes = 10_000;

/** Relative error of a package's size: measured from its files, or estimated from similar packages. */
const relativeError = { measured: 0.02, alike: 0.2 };
/** Bytes that configuring packages writes or removes, in either direction. */
const fixedError = 150_000;

/**
 * Estimates the layer of an install. `slim`: the image prevents dpkg from unpacking documentation, manual pages and translations (images
 * named `-slim`, and images based on them); undefined if unknown, so that the result covers both. `before`: the number of packages in the
 * image in addition to Debian's own. `gone`: packages that the same layer removes again; the databases keep traces of them. The unit test
 * states the error against 56 measured layers of Debian 12.
 */
export function estimateAptLayer(
  table: PackageTable,
  {
    packages,
    temporary = [],
    guessed = 0,
  }: Pick<PackageClosure, 'packages'> & { readonly temporary?: PackageClosure['packages']; readonly guessed?: number },
  image: { readonly slim: boolean | undefined; readonly installedBefore: number },
): AptLayer {
  const records =
    debconfBytes +
    ([...packages, ...temporary].some(({ hasTemplates }) => hasTemplates) ? debconfTemplateBytes : 0) +
    statusBytesPerPackage * (table.baseCount + image.installedBefore);
  const parts: AptPart[] = [];
  let low = records - fixedError;
  let high = records + fixedError;
  for (const { name, bytes, docs, measured } of packages) {
    const spread = measured ? relativeError.measured : relativeError.alike;
    const least = image.slim === false ? bytes : bytes * (1 - docs);
    const most = image.slim === true ? bytes * (1 - docs) : bytes;
    low += least * (1 - spread);
    high += most * (1 + spread);
    parts.push({ name, bytes: Math.round(image.slim ? least : most) });
  }
  const written = triggerBytes(packages.map(({ name }) => name), 'debian'); // prettier-ignore
  if (written > 0) parts.push({ name: message('files that install scripts write'), bytes: written });
  low += written / 2;
  high += written * 1.5;
  if (guessed > 0) {
    const guess = guessedPackages(table, 'apt', guessed, packages.length + temporary.length);
    parts.push({ name: message('packages of unknown size'), bytes: guess.likely });
    low += guess.low;
    high += guess.high;
  }
  parts.sort((a, b) => b.bytes - a.bytes);
  if (packages.length + temporary.length + guessed === 0) return { bytes: { low: 0, likely: 0, high: 0 }, parts: [] };
  parts.push({ name: message('dpkg and debconf databases'), bytes: records });
  const likely = parts.reduce((total, part) => total + part.bytes, 0);
  return { bytes: { low: Math.max(0, Math.round(low)), likely, high: Math.round(high) + maxTraceBytes * temporary.length }, parts };
}
