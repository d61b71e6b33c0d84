import type { NodePackages } from '../../facts/node/tree.ts';
import type { NodeTable, PackageSize } from '../../facts/node/table.ts';
import { addBytes, exactBytes } from '../bytes.ts';
import type { Bytes } from '../size.ts';

/** What an install of JavaScript packages adds. */
export interface NodeLayer {
  readonly files: Bytes;
  /** Largest package first. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
  /** The archives of the packages. */
  readonly archives: Bytes;
  readonly count: number;
}

/**
 * Relative error of the size of a package, if the measured version is the installed one, one of the same series or another one: the standard
 * deviations of the sizes of versions that the sets of scripts/node/sets.txt have of the same package.
 */
const relativeError = { same: 0.006, near: 0.3, other: 0.8 };
/** Relative error of a sum: unlike the errors of single packages, it does not cancel out. */
const sumError = { same: 0.005, near: 0.03, other: 0.12, guessed: 0.3 };

/** A package that is not in the table, among the packages that are similar to it. */
const guess = { low: 0.1, high: 0.95 };

/** Bytes that npm writes about each package in node_modules/.package-lock.json: with 120 to 600 packages. */
const listBytes = 350;

/** Estimates what packages have on disk. `test/unit/sizes/node.test.ts` states the errors of real installs. */
export function estimateNodeLayer(table: NodeTable, { known, guessed }: NodePackages): NodeLayer {
  const unknown = guessed.map((name) => ({ name, ...guessOf(table.similar(name)) }));
  const files = addBytes(
    sumOfKnown(known, ({ bytes }) => bytes),
    sumOfGuesses(unknown.map(({ bytes }) => bytes)),
  );
  const archives = addBytes(
    sumOfKnown(known, ({ archive }) => archive),
    sumOfGuesses(unknown.map(({ archive }) => archive)),
  );
  const count = known.length + guessed.length;
  const parts = [
    ...known.map((one) => ({ name: one.package.name, bytes: one.package.bytes })),
    ...unknown.map(({ name, bytes }) => ({ name, bytes: bytes.likely })),
  ];
  return {
    files: addBytes(files, exactBytes(count * listBytes)),
    parts: parts.toSorted((a, b) => b.bytes - a.bytes),
    archives,
    count,
  };
}

/** The sizes of a package that is like some others: their mean, because sums of packages are estimated, and a low and a high quantile. */
const guessOf = (similar: readonly PackageSize[]): { readonly bytes: Bytes; readonly archive: Bytes } => ({
  bytes: spreadOf(similar.map(({ bytes }) => bytes)),
  archive: spreadOf(similar.map(({ archive }) => archive)),
});

function spreadOf(list: readonly number[]): Bytes {
  const sorted = list.toSorted((a, b) => a - b);
  const at = (fraction: number): number => sorted[Math.floor(fraction * (sorted.length - 1))]!;
  const usual = sorted.filter((bytes) => bytes <= at(guess.high));
  const likely = Math.round(usual.reduce((sum, bytes) => sum + bytes, 0) / usual.length);
  return { low: Math.min(at(guess.low), likely), likely, high: Math.max(at(guess.high), likely) };
}

function sumOfKnown(known: NodePackages['known'], of: (one: PackageSize) => number): Bytes {
  let likely = 0;
  let squares = 0;
  let common = 0;
  for (const { package: one, match } of known) {
    const bytes = of(one);
    likely += bytes;
    squares += (bytes * relativeError[match]) ** 2;
    common += bytes * sumError[match];
  }
  return around(likely, Math.sqrt(squares), Math.sqrt(squares), common);
}

function sumOfGuesses(guesses: readonly Bytes[]): Bytes {
  const sum = (of: (one: Bytes) => number): number => guesses.reduce((total, one) => total + of(one), 0);
  const likely = sum((one) => one.likely);
  const below = Math.sqrt(sum((one) => (one.likely - one.low) ** 2));
  const above = Math.sqrt(sum((one) => (one.high - one.likely) ** 2));
  return around(likely, below, above, likely * sumError.guessed);
}

/** Twice the standard deviation would hold 95 of 100 sums if packages were independent; 1.6 times holds 90. */
function around(likely: number, below: number, above: number, common: number): Bytes {
  return {
    low: Math.max(0, Math.round(likely - 1.6 * below - common)),
    likely: Math.round(likely),
    high: Math.round(likely + 1.6 * above + common),
  };
}
