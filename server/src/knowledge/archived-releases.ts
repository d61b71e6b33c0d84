/**
 * Releases of Debian whose packages are only in the archive, where apt of their images does not look: an install that is added to a file fails.
 * https://www.debian.org/distrib/archive (2026-11)
 */
const archived: ReadonlySet<string> = new Set(['wheezy', 'jessie', 'stretch', 'buster']);

/** Whether the mirrors of a release of Debian are gone. */
export function isArchivedRelease(release: string | undefined): boolean {
  return release !== undefined && archived.has(release);
}

/**
 * The release of the last build of old versions of official images without a release in their tag: up to this version (the first one or two
 * numbers). Newer versions are not listed. https://github.com/docker-library/official-images (history of `library/`)
 */
const lastReleases: Readonly<Record<string, readonly (readonly [upTo: number, release: string])[]>> = {
  golang: [[1.15, 'buster']],
  node: [[14, 'buster']],
  python: [[3.5, 'buster']],
  ruby: [[2.5, 'buster']],
};

/** The release that an old version of an official image is based on; undefined for newer versions and other images. */
export function releaseOfOldImage(repository: string, version: readonly number[]): string | undefined {
  const [major, minor = Infinity] = version;
  const rows = Object.hasOwn(lastReleases, repository) ? lastReleases[repository]! : [];
  if (major === undefined) return undefined;
  return rows.find(([upTo]) => isUpTo(major, minor, upTo))?.[1];
}

/** Whether a version is not after one that is written as `3.5`, or as `14` for all its minor versions. */
function isUpTo(major: number, minor: number, upTo: number): boolean {
  const [most, least] = String(upTo).split('.').map(Number);
  return major < most! || (major === most && (least === undefined || minor <= least));
}

/** The folders that a package of data fills, which can be copied from an image that has it. */
const dataFolders: Readonly<Record<string, readonly string[]>> = {
  'ca-certificates': ['/etc/ssl/certs', '/usr/share/ca-certificates'],
  tzdata: ['/usr/share/zoneinfo'],
};

/** The folders to copy instead of an install of a package; undefined for packages with programs and libraries. */
export function foldersOfData(name: string): readonly string[] | undefined {
  return Object.hasOwn(dataFolders, name) ? dataFolders[name] : undefined;
}
