import { megabytes } from '../base/size-range.ts';
import type { SizeRange } from '../base/size-range.ts';

/** A release without a package table, and the release of Debian whose packages are the most similar, by the versions of GCC and Python. */
export interface SimilarRelease {
  readonly table: 'bullseye' | 'bookworm' | 'trixie';
  /** How much smaller the packages of the one release are than those of the other. */
  readonly difference: number;
  /** Bytes that `apt-get update` leaves in the official image. */
  readonly lists?: SizeRange;
}

/**
 * By code name. Lists of Ubuntu: layers of `apt-get update` that `docker history` printed in public documentation: 29.7 and 33 MB on 20.04,
 * 42.1 MB on 22.04. They grow with the updates of a release.
 */
export const dpkgReleases: Readonly<Record<string, SimilarRelease>> = {
  jessie: { table: 'bullseye', difference: 0.45, lists: megabytes(8, 10, 20) },
  stretch: { table: 'bullseye', difference: 0.4, lists: megabytes(12, 16, 25) },
  buster: { table: 'bullseye', difference: 0.3, lists: megabytes(15, 18, 25) },
  forky: { table: 'trixie', difference: 0.3 },
  trusty: { table: 'bullseye', difference: 0.5, lists: megabytes(15, 25, 45) },
  xenial: { table: 'bullseye', difference: 0.45, lists: megabytes(20, 30, 50) },
  bionic: { table: 'bullseye', difference: 0.4, lists: megabytes(20, 32, 50) },
  focal: { table: 'bullseye', difference: 0.45, lists: megabytes(22, 33, 55) },
  jammy: { table: 'bookworm', difference: 0.45, lists: megabytes(30, 42, 65) },
  noble: { table: 'trixie', difference: 0.45, lists: megabytes(30, 45, 75) },
  plucky: { table: 'trixie', difference: 0.45, lists: megabytes(30, 45, 75) },
  questing: { table: 'trixie', difference: 0.45, lists: megabytes(30, 45, 75) },
  '26.04': { table: 'trixie', difference: 0.45, lists: megabytes(30, 45, 75) },
  resolute: { table: 'trixie', difference: 0.45, lists: megabytes(30, 45, 75) },
};
