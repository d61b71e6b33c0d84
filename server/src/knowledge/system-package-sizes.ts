import { megabytes } from '../base/size-range.ts';

/*
 * Package managers of distributions whose packages were not measured: Red Hat's, SUSE's, Arch's. A package is assumed to be as on Debian 12: what
 * one name adds to the others of an `apt-get install` is 0 MB in the first twentieth, 0.5 MB at the median, 24 MB on average and 262 to 390 MB in
 * the last twentieth of 255 names of public Dockerfiles; a package that is installed alone brings more.
 */
export const systemPackage = {
  /** A package with what it requires. */
  one: megabytes(0.02, 12, 330),
  /** All installed packages in newer versions. */
  upgrade: megabytes(0, 60, 500),
};

/** Lists of packages, and the packages themselves if they are kept. An estimate: dnf's lists of a release have 20 to 150 MB. */
export const packageCache = megabytes(5, 60, 300);
