import { megabytes, sizeRange as range } from '../base/size-range.ts';

/*
 * What the go command writes, where data/go/modules.txt does not tell it. Sizes of modules are those of the programs of scripts/go/programs.txt
 * that are not held out, December 2026; those of programs and of compiled packages are estimates.
 */
export const goSizes = {
  /** The modules of a project of which nothing is known: 70 MB to 1.8 GB in 11 programs, which are larger than the usual service. */
  projectModules: megabytes(1, 150, 1500),
  /** Modules that are named on the command line, with what they require. */
  namedModules: megabytes(1, 60, 900),
  /** The part of the modules in go.mod whose packages a build needs. */
  usedShare: range(0.1, 0.6, 1),
  /** What `go mod vendor` copies of the modules: packages that are used, without tests. */
  vendoredShare: range(0.05, 0.4, 0.9),
  /** A program of which nothing is known. */
  program: megabytes(1.2, 18, 120),
  /** Its compiled packages. */
  compiled: megabytes(30, 120, 700),
  /** With `-ldflags "-s -w"`. */
  strippedShare: range(0.6, 0.68, 0.75),
  /** A program and its compiled packages by the number of modules in go.mod. */
  build: { least: 2_500_000, perModule: 700_000, exponent: 0.9, spread: range(0.35, 1, 2.6), compiledShare: range(2, 4, 9) },
};
