import type { External } from '../../base/external.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import type { Asset, AssetPath, Assets } from '../../knowledge/assets.ts';
import { readPackageTable } from '../system-packages/table.ts';
import type { PackageTable } from '../system-packages/table.ts';

/** The releases of Alpine that have a table, by the number after `3.`. */
const files: readonly { readonly minor: number; readonly file: AssetPath }[] = [
  { minor: 18, file: 'apk/3.18.txt' },
  { minor: 22, file: 'apk/3.22.txt' },
];

/** A package table, and how close it is to the release that was asked for. */
export interface ApkTable {
  readonly table: PackageTable;
  /** The number of releases between the table and the image, two in a year; undefined if the release of the image is unknown. */
  readonly distance: number | undefined;
}

const readTable = memoizeWeak(({ text }: Asset): PackageTable => readPackageTable(text));

/**
 * The package table for a release of Alpine (`3.20`, `edge`), parsed on first use: that of the closest release, or of the newest if the
 * release is unknown.
 */
export function apkTable(assets: Assets, release: string | undefined): External<ApkTable> {
  const [, minor] = /^3\.(\d+)/.exec(release ?? '') ?? [];
  const newest = files.at(-1)!;
  const distanceOf = (one: (typeof files)[number]): number => Math.abs(one.minor - Number(minor));
  // Of two that are as close, the newer one: a release gets updates for two years.
  const closest = minor === undefined ? newest : files.reduce((a, b) => (distanceOf(b) <= distanceOf(a) ? b : a));
  const asset = assets.get(closest.file);
  if (asset.state !== 'known') return asset;
  return { state: 'known', value: { table: readTable(asset.value), distance: minor === undefined ? undefined : distanceOf(closest) } };
}
