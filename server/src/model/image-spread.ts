/**
 * How much sizes of images differ, as fractions: 0.5 means between two thirds and one and a half times. The figures come from
 * `npm run bench:base-images -- --classes`, which leaves out one tag of the table after the other: nine of ten are inside.
 */

/** How far the version of a tag is from that of the closest tag. */
export type VersionDistance = 'unknown' | 'same' | 'minor' | 'far minor' | 'major' | 'far major';

/** Versions are lists of numbers, empty if unknown. A missing part is a tag that moves with that part. */
export function versionDistance(a: readonly number[], b: readonly number[]): VersionDistance {
  if (a.length === 0 || b.length === 0) return 'unknown';
  const major = Math.abs(a[0]! - b[0]!);
  if (major > 0) return major > 1 ? 'far major' : 'major';
  const minor = a[1] === b[1] ? 0 : Math.abs((a[1] ?? 0) - (b[1] ?? 0));
  return minor === 0 && a[1] === b[1] ? 'same' : minor <= 1 ? 'minor' : 'far minor';
}

/** Another build of the version, or one of its patches. */
const sameVersion = 0.25;

/** The versions of the table are all on one side of the wanted one. */
const beyond: Readonly<Record<Exclude<VersionDistance, 'same'>, number>> = {
  unknown: 0.65,
  minor: 0.45,
  'far minor': 0.5,
  major: 0.65,
  'far major': 0.65,
};

const otherRelease = 0.15;

/**
 * The size of a version from the closest one of the same variant.
 * @param between How many times larger the next version above is than the next one below; undefined if one of them is missing.
 */
export function versionSpread(distance: VersionDistance, isOtherRelease: boolean, between: number | undefined): number {
  const release = isOtherRelease ? otherRelease : 0;
  if (distance === 'same') return sameVersion + release;
  // The size of a version is mostly between those of its neighbours, but some versions moved to another release of the distribution.
  if (between !== undefined) return Math.min(0.8, 1.25 * Math.max(between, 1 / between) ** 0.75 - 1) + release;
  return beyond[distance] + release;
}

/** A size that was computed from the download size. */
export function ratioSpread(how: 'read' | 'ratio of the variant' | 'ratio of other variants'): number {
  return { read: 0, 'ratio of the variant': 0.17, 'ratio of other variants': 0.3 }[how];
}

/**
 * A tag that was rebuilt since its data was read. Nothing for the first year: security fixes change little. Tags with a minor version
 * (`python:3.9`) or a release (`debian:buster`) change by about 4 % a year, those that move to the next version by 15 %.
 */
export function ageSpread(years: number, isMoving: boolean): number {
  return years < 1 ? 0 : Math.min(0.9, (isMoving ? 0.15 : 0.04) * years);
}
