/*
 * How large what builds and package managers write usually is, where neither names nor versions tell it: the distribution of the packages of
 * Debian 12 for amd64 (`apt-cache dumpavail | node scripts/builds/debian-sizes.mjs`, 30 November 2026).
 */

/** Bytes of one of a kind: of the smallest fiftieth, in the middle, on average, and of the largest fiftieth. */
export interface UsualSize {
  readonly low: number;
  readonly median: number;
  readonly mean: number;
  readonly high: number;
}

const usual = (low: number, median: number, mean: number, high: number): UsualSize => ({ low, median, mean, high });

/** What `make install` adds: the packages of one source of Debian. */
export const installedProgram = usual(34_000, 540_000, 9_320_000, 53_900_000);
/** A package of Debian, for archives of which nothing is known. */
export const debianPackage = usual(9_000, 294_000, 4_620_000, 84_000_000);
/** Installed bytes for each byte of a Debian archive of a megabyte or more. */
export const debianUnpackRatio = { low: 1.05, likely: 3.8, high: 13.5 };
/** An extension of PHP: the packages php8.2-* of Debian. */
export const phpExtension = usual(47_100, 114_000, 251_000, 1_840_000);

/**
 * What a build leaves in the folder of its sources. Object files and programs have symbols, which Debian's packages have not: those of tree 2.1
 * are 2.4 times as large as its package, so this is the range of what sources install, with a factor of 1 to 5.
 */
export const compiled = usual(34_000, 1_300_000, 22_000_000, 270_000_000);
/** Makefiles, headers and logs that a configure script writes; at most a project's copies of build files. An estimate, not measured. */
export const configured = usual(20_000, 300_000, 700_000, 8_000_000);

/**
 * The unpacked sources of PHP 8: an archive of 12.2 MB (php8.2 of Debian); other .tar.xz archives of Debian unpack to 5.5 (memcached), 6.9
 * (xz-utils), 8.4 (gmp) and 18 times (sqlite3) their size.
 */
export const phpSources = { low: 67_000_000, likely: 110_000_000, high: 219_000_000 };

/**
 * A toolchain of Rust 1.95 or nightly for linux/amd64: without documentation (`--profile minimal`: lib 354 MB, programs 56 MB) and with it
 * (1.1 and 1.4 GB), the standard library of one more target (185 MB for this machine), a component (clippy and rustfmt 31 MB, the documentation
 * 675 MB): du -sb of ~/.rustup/toolchains.
 */
export const minimalToolchain = { low: 300_000_000, likely: 420_000_000, high: 700_000_000 };
export const rustToolchain = { low: 400_000_000, likely: 1_100_000_000, high: 1_500_000_000 };
export const rustTarget = { low: 30_000_000, likely: 150_000_000, high: 220_000_000 };
export const rustComponent = { low: 1_000_000, likely: 15_000_000, high: 700_000_000 };

/** A compiled locale: `localedef` of glibc 2.36 writes 2,953,148 bytes for en_US.UTF-8, 3,168,296 for zh_CN.UTF-8, 1,020,964 for ja_JP.EUC-JP. */
export const locale = { low: 900_000, likely: 3_000_000, high: 3_500_000 };

/** An index of installed files: of fonts, icons, manual pages, MIME types, file names. */
export const indexFile = { low: 0, likely: 100_000, high: 10_000_000 };
