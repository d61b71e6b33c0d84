import { megabytes, sizeRange as range } from '../base/size-range.ts';

/*
 * What Cargo writes. These are estimates from experience, not measured: packages differ by a factor of a thousand, and the intervals are wide
 * accordingly.
 */
export const cargoSizes = {
  /** Packages in Cargo.lock, if it is not known. */
  packages: range(30, 220, 700),
  /** Packages of a program that is named on the command line. */
  namedPackages: range(5, 180, 600),
  /** Bytes of a package in the registry's folder: its archive, its sources and its entry in the index. Bindings for Windows are the largest. */
  registry: range(250_000, 900_000, 3_500_000),
  /** A build downloads the packages for its platform alone. */
  usedShare: range(0.3, 0.7, 1),
  /** Bytes of compiled packages in the target folder, for each of Cargo.lock. */
  releaseTarget: megabytes(0.4, 1.6, 6),
  debugTarget: megabytes(1, 5, 16),
  /** A program by the number of packages: a part that every program has, and one for each package. */
  leastProgram: megabytes(0.4, 1.5, 6),
  programOfPackage: megabytes(0.01, 0.05, 0.16),
  /** How many times larger a program is with symbols for debuggers. */
  debugProgram: range(3, 8, 20),
};
