// Bytes of the files of packages, for releases whose indexes state how much space the files take on a disk.
import { readFileSync } from 'node:fs';

/**
 * Packages that were measured in root file systems of public repositories, 2020 to 2024: the blocks that the package database states, and the
 * bytes of the files, links once.
 */
const measured = new Map(
  readFileSync(new URL('measured.tsv', import.meta.url), 'utf8').trim().split('\n').slice(1).map((row) => {
    const [name, , blocks, bytes] = row.split('\t');
    return [name, Number(bytes) / Number(blocks)];
  }),
); // prettier-ignore

/** Kinds of packages whose files are of similar sizes. */
const kinds = [
  /-dev$/, /-doc$/, /-pyc$|^py3-/, /^perl-/, /^font-/, /^lib|-libs$|-static$/, /./,
]; // prettier-ignore
/** Small files lose more to the size of a block. */
const limits = [32e3, 128e3, 1e6, 8e6, Infinity];

/**
 * Up to 3.19, abuild states the blocks of 4 KiB that the files and folders of a package take; since 3.20 the bytes of the files (the fonts of
 * DejaVu have 10,230,171 bytes, which 3.22 states, and 3.18 states 10,354,688). The ratio of a package that was not measured is the median
 * of the packages that have the same version in both indexes, by kind and size.
 *
 * @param {Map<string, import('./index.mjs').Package>} blocks an index with blocks
 * @param {Map<string, import('./index.mjs').Package>} bytes an index with bytes
 * @returns {(found: import('./index.mjs').Package) => number} the estimated bytes of a package of the first index
 */
export function fileBytes(blocks, bytes) {
  const classOf = ({ name, bytes: size }) => `${kinds.findIndex((kind) => kind.test(name))} ${limits.findIndex((limit) => size < limit)}`;
  const ratios = new Map();
  for (const one of blocks.values()) {
    const other = bytes.get(one.name);
    if (!other || other.version !== one.version || one.bytes === 0) continue;
    ratios.set(classOf(one), [...(ratios.get(classOf(one)) ?? []), other.bytes / one.bytes]);
  }
  const median = new Map([...ratios].map(([key, list]) => [key, list.sort((a, b) => a - b)[list.length >> 1]]));
  return (found) => found.bytes * (measured.get(found.name) ?? median.get(classOf(found)) ?? 1);
}

export const isMeasured = (name) => measured.has(name);
