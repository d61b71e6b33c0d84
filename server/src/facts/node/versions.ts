import type { NodePackage } from './table.ts';

/** How well a measured version stands for the one that is installed. */
export type VersionMatch = 'same' | 'near' | 'other';

export interface MatchedPackage {
  readonly package: NodePackage;
  readonly match: VersionMatch;
}

/** The measured version that is nearest to an installed one. `measured` is not empty. */
export function nearestVersion(measured: readonly NodePackage[], version: string | undefined): MatchedPackage {
  const wanted = numbersOf(version ?? '');
  if (!wanted) return { package: measured.at(-1)!, match: 'near' };
  const best = measured.reduce((a, b) => (distance(b, wanted) <= distance(a, wanted) ? b : a));
  if (best.version === version) return { package: best, match: 'same' };
  return { package: best, match: isSameSeries(numbersOf(best.version) ?? [], wanted) ? 'near' : 'other' };
}

/**
 * The measured version that a range selects: the newest of its series, as installers do. `^1.2.3`, `~1.2`, `1.x`, `>=1 <3`, `1 || 2`; for
 * `latest`, `*`, tags and ranges without an upper end the newest of all.
 */
export function versionInRange(measured: readonly NodePackage[], range: string | undefined): MatchedPackage {
  const newest: MatchedPackage = { package: measured.at(-1)!, match: 'near' };
  const last = (range ?? '').replace(/^npm:(?:@?[^@]+@)?/, '').split('||').at(-1)!.trim(); // prettier-ignore
  const lower = /^(?:[\^~=v\s]*)(\d[\w.+-]*)(?:\s+-\s+(\d[\w.]*))?$/.exec(last);
  const upper = /<=?\s*v?(\d[\w.]*)/.exec(last)?.[1];
  if (lower) {
    const isExact = /^[=v\s]*\d+\.\d+\.\d+/.test(last) && lower[2] === undefined;
    const found = nearestVersion(measured, isExact ? lower[1] : highest(lower[2] ?? lower[1]!));
    return isExact || found.match === 'other' ? found : { ...found, match: 'near' };
  }
  return upper === undefined ? newest : nearestVersion(measured, below(upper));
}

/** The newest version of a series: only its first numbers count. */
function highest(version: string): string {
  const [major = 0, minor = 0] = numbersOf(version) ?? [];
  return major > 0 ? `${major}.99999.0` : `0.${minor}.99999`;
}

/** The newest version below another one. */
function below(version: string): string {
  const [major = 0, minor = 0] = numbersOf(version) ?? [];
  if (minor > 0) return `${major}.${minor - 1}.99999`;
  return major > 0 ? `${major - 1}.99999.0` : '0.0.0';
}

/** The three numbers of a version. Returns undefined for a tag or an address. */
function numbersOf(version: string): readonly number[] | undefined {
  const numbers = /^[=v]*(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?/.exec(version)?.slice(1);
  return numbers?.map((number = '0') => (/^\d/.test(number) ? Number(number) : 0));
}

/** Whether two versions promise to be compatible: the same major version, or the same minor version of 0.x. */
function isSameSeries([major, minor]: readonly number[], [otherMajor, otherMinor]: readonly number[]): boolean {
  return major === otherMajor && (major !== 0 || minor === otherMinor);
}

function distance({ version }: NodePackage, wanted: readonly number[]): number {
  const [major = 0, minor = 0, patch = 0] = numbersOf(version) ?? [];
  const limited = (number: number): number => Math.min(999, number);
  return (
    Math.abs(major - wanted[0]!) * 1_000_000 +
    Math.abs(limited(minor) - limited(wanted[1]!)) * 1000 +
    Math.abs(limited(patch) - limited(wanted[2]!))
  );
}
