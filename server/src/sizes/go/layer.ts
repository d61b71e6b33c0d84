import type { GoMatch, GoModuleSize, GoTable } from '../../facts/go/table.ts';
import { goSizes } from '../../knowledge/go-sizes.ts';
import type { GoModule } from '../../manifests/go.ts';
import { exactBytes, multiplyBytes } from '../bytes.ts';
import type { Bytes } from '../size.ts';

/** What a download of modules adds to the module cache. */
export interface GoModulesSize {
  /** The files of the modules, their archives, and what describes them. */
  readonly cache: Bytes;
  /** The files alone. */
  readonly unpacked: Bytes;
  /** Largest module first. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
  /** Modules of which the table has no version. */
  readonly guessed: readonly string[];
}

/**
 * Relative error of the size of a module, if the measured version is the used one, one of the same minor version or another one: standard
 * deviations of the sizes of versions of the same module in scripts/go/modules.tsv (126 and 739 pairs).
 */
const relativeError: Readonly<Record<GoMatch, number>> = { same: 0.01, near: 0.32, other: 0.47 };
/** Relative error of a sum: unlike the errors of single modules, it does not cancel out. */
const sumError = { same: 0.01, near: 0.03, other: 0.1, guessed: 0.4 };

/** A module that is not in the table, among those that only one program has: parts of these, from the smallest to the largest. */
const guess = { low: 0.1, usual: 0.9, high: 0.95 };

/** Bytes of a module's .mod, .info and .ziphash in the cache, with the .mod files of modules that are only considered: 230 to 940 in nine programs. */
const describingBytes: Bytes = { low: 200, likely: 450, high: 1_500 };

/** Estimates the module cache after the download of some modules. test/unit/sizes/go.test.ts states the errors of real downloads. */
export function estimateGoModules(table: GoTable, modules: readonly GoModule[]): GoModulesSize {
  const found = modules.map(({ path, version }) => ({ path, known: table.find(path, version) }));
  const sum = (of: (size: GoModuleSize) => number): Bytes => sumOf(found.map(({ known }) => sizeOf(table, known, of)));
  const unpacked = sum((size) => size.unpacked);
  const all = sum((size) => size.unpacked + size.zip);
  const usual = table.rare[Math.floor(table.rare.length / 2)]!;
  const parts = found.map(({ path, known }) => ({ name: path, bytes: (known?.size ?? usual).unpacked + (known?.size ?? usual).zip }));
  const count = modules.length;
  return {
    cache: {
      low: all.low + count * describingBytes.low,
      likely: all.likely + count * describingBytes.likely,
      high: all.high + count * describingBytes.high,
    },
    unpacked,
    parts: parts.toSorted((a, b) => b.bytes - a.bytes),
    guessed: found.flatMap(({ path, known }) => (known ? [] : path)),
  };
}

/** A size, with the standard deviations below and above it, and the share that all of its kind may have in common. */
interface Uncertain {
  readonly likely: number;
  readonly below: number;
  readonly above: number;
  readonly common: number;
}

function sizeOf(table: GoTable, known: ReturnType<GoTable['find']>, of: (size: GoModuleSize) => number): Uncertain {
  if (known) {
    const likely = of(known.size);
    const error = likely * relativeError[known.match];
    return { likely, below: error, above: error, common: likely * sumError[known.match] };
  }
  const at = (fraction: number): number => of(table.rare[Math.round(fraction * (table.rare.length - 1))]!);
  // The mean without the largest, because a sum of few modules has none of them.
  const usual = table.rare.slice(0, Math.ceil(guess.usual * table.rare.length));
  const likely = usual.reduce((total, one) => total + of(one), 0) / usual.length;
  return { likely, below: likely - at(guess.low), above: at(guess.high) - likely, common: likely * sumError.guessed };
}

/** 1.6 standard deviations hold 90 of 100 sums of independent sizes. */
function sumOf(sizes: readonly Uncertain[]): Bytes {
  const sum = (of: (one: Uncertain) => number): number => sizes.reduce((total, one) => total + of(one), 0);
  const likely = sum((one) => one.likely);
  const common = sum((one) => one.common);
  return {
    low: Math.max(0, Math.round(likely - 1.6 * Math.sqrt(sum((one) => one.below ** 2)) - common)),
    likely: Math.round(likely),
    high: Math.round(likely + 1.6 * Math.sqrt(sum((one) => one.above ** 2)) + common),
  };
}

/** What a build of one program writes. */
export interface GoBuildSize {
  readonly program: Bytes;
  /** Compiled packages in the cache of builds, those of the standard library included. */
  readonly compiled: Bytes;
}

/**
 * A build of a program, by the modules of its project; undefined if these are not known. Interfaces for the command line and servers take the
 * most, so that a program grows with the number of modules rather than with their bytes.
 */
export function estimateGoBuild(modules: GoModulesSize | undefined, isStripped: boolean): GoBuildSize {
  const { program, compiled } = modules ? ofModules(modules.parts.length) : goSizes;
  return { program: isStripped ? multiplyBytes(program, goSizes.strippedShare) : program, compiled };
}

function ofModules(count: number): GoBuildSize {
  const { least, perModule, exponent, spread, compiledShare } = goSizes.build;
  const likely = Math.round(least + perModule * count ** exponent);
  const program = multiplyBytes(exactBytes(likely), spread);
  return { program, compiled: multiplyBytes(exactBytes(likely), compiledShare) };
}
