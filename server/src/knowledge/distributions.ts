/** A Linux distribution and its release, with the names of the package tables: `debian` and `bookworm`, `alpine` and `3.22`. */
export interface Distribution {
  readonly distro: string;
  readonly release: string | undefined;
}

/** Code names by version. https://www.debian.org/releases/ and https://wiki.ubuntu.com/Releases, as of 2026-11. */
export const codenames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  debian: { '8': 'jessie', '9': 'stretch', '10': 'buster', '11': 'bullseye', '12': 'bookworm', '13': 'trixie', '14': 'forky' },
  ubuntu: {
    '14.04': 'trusty',
    '16.04': 'xenial',
    '18.04': 'bionic',
    '20.04': 'focal',
    '22.04': 'jammy',
    '24.04': 'noble',
    '25.04': 'plucky',
    '25.10': 'questing',
    '26.04': 'resolute',
  },
};

/** The distribution of a code name. */
export const distributionOfCodename: ReadonlyMap<string, string> = new Map(
  Object.entries(codenames).flatMap(([distro, releases]) => Object.values(releases).map((release) => [release, distro] as const)),
);

/** Images that contain only a distribution, by the last part of their name, with the pattern of the release in their tag. */
export const releaseInTag: Readonly<Record<string, RegExp>> = {
  debian: /^\d+/,
  ubuntu: /^\d+\.\d+/,
  alpine: /^\d+\.\d+/,
  fedora: /^\d+/,
  centos: /^(stream)?\d+/,
  rockylinux: /^\d+/,
  almalinux: /^\d+/,
  amazonlinux: /^\d+/,
  oraclelinux: /^\d+/,
  archlinux: /^$/,
};
