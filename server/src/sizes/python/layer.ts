import type { InstalledPackage, PythonClosure } from '../../facts/python/closure.ts';
import type { PythonPackage, PythonTable } from '../../facts/python/table.ts';
import { addBytes } from '../bytes.ts';
import type { Bytes, SizePart } from '../size.ts';

/** What an install of Python packages adds. */
export interface PythonLayer {
  /** Files of the packages, largest package first. */
  readonly files: Bytes;
  readonly parts: readonly SizePart[];
  /** What pip compiles. */
  readonly compiled: Bytes;
  /** The downloaded archives. */
  readonly downloads: Bytes;
}

/** Bytes of compiled files for each byte of the .py files, with Python 3.11 to 3.13: measured with 11 sets of packages. */
const compiledRatio = 1.18;
/** Bytes in a package's RECORD for each compiled file, and of the files that pip adds to a package. */
const recordBytes = 80;
const addedBytes = 500;

/**
 * Relative error of the size of a package: the pinned version is that of the table, the newest version at the time of the build, or another
 * pinned version. Wheels for other versions of Python differ too. With these, an install of three packages of equal size is within 7 %, as
 * were the 11 sets that `compiledRatio` is from (2 % at the median, 6.8 % at most).
 */
const relativeError = { own: 0.12, newest: 0.18, other: 0.35 };
/** Relative error of a sum: unlike the errors of single packages, it does not cancel out. */
const sumError = { files: 0.02, compiled: 0.06 };

/** A package that is not in the table: the smallest and largest of the middle 80 % of the table. */
const guess = { low: 0.1, likely: 0.5, high: 0.9 };
/** What an extra may install that is not known. */
const extraGuess = 0.75;

/** In pip's cache, each response also has headers and its page of the index. */
const cacheBytesPerPackage = { likely: 20_000, high: 200_000 };

/** Estimates what an install writes. The unit test states the errors of real installs. */
export function estimatePythonLayer(table: PythonTable, { packages, guessed, unknownExtras }: PythonClosure): PythonLayer {
  const known = (of: (one: PythonPackage) => number, error: number): Bytes => sumWithError(packages, of, error);
  const unknown = (of: (one: PythonPackage) => number): Bytes => {
    const at = (fraction: number): number => of(table.quantile(fraction));
    const count = guessed.length;
    return { low: count * at(guess.low), likely: count * at(guess.likely), high: count * at(guess.high) + unknownExtras.length * at(extraGuess) }; // prettier-ignore
  };
  const both = (of: (one: PythonPackage) => number, error: number): Bytes => addBytes(known(of, error), unknown(of));
  const files = ({ unpacked, modules }: PythonPackage): number => unpacked + addedBytes + recordBytes * modules;
  const downloads = both(({ wheel }) => wheel, sumError.files);
  const count = packages.length + guessed.length;
  return {
    files: both(files, sumError.files),
    parts: [
      ...packages.map((one) => ({ name: one.package.name, bytes: files(one.package) })),
      ...guessed.map((name) => ({ name, bytes: files(table.quantile(guess.likely)) })),
    ].toSorted((a, b) => b.bytes - a.bytes),
    compiled: both(({ code }) => Math.round(code * compiledRatio), sumError.compiled),
    downloads: {
      low: downloads.low,
      likely: downloads.likely + count * cacheBytesPerPackage.likely,
      high: downloads.high + count * cacheBytesPerPackage.high,
    },
  };
}

function sumWithError(packages: readonly InstalledPackage[], of: (one: PythonPackage) => number, error: number): Bytes {
  let likely = 0;
  let squares = 0;
  for (const { package: one, version } of packages) {
    const bytes = of(one);
    likely += bytes;
    squares += (bytes * relativeError[version]) ** 2;
  }
  const difference = Math.round(Math.sqrt(squares) + likely * error);
  return { low: Math.max(0, likely - difference), likely, high: likely + difference };
}
