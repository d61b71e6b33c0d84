/** The programs that are /bin/sh in Linux images. They read the same script differently. */
export type PosixShell = 'dash' | 'ash' | 'bash';

/**
 * What /bin/sh is in a distribution, as in the catalogue of base images. Debian and Ubuntu: package dash; Alpine and busybox: ash of
 * BusyBox; the others link it to bash. Read from the images in 2026-11.
 */
const binSh: Readonly<Record<string, PosixShell>> = {
  debian: 'dash',
  ubuntu: 'dash',
  alpine: 'ash',
  fedora: 'bash',
  centos: 'bash',
  rockylinux: 'bash',
  almalinux: 'bash',
  amazonlinux: 'bash',
  oraclelinux: 'bash',
  archlinux: 'bash',
};

/** What /bin/sh is in a distribution. Undefined if that is not known. */
export function binShOf(distro: string | undefined): PosixShell | undefined {
  return distro !== undefined && Object.hasOwn(binSh, distro) ? binSh[distro] : undefined;
}
