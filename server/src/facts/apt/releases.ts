import type { External } from '../../base/external.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import type { Asset, AssetPath, Assets } from '../../knowledge/assets.ts';
import { readPackageTable } from '../system-packages/table.ts';
import type { PackageTable } from '../system-packages/table.ts';

/** The Debian releases that have a table, with their data files. */
const files: Readonly<Record<string, AssetPath>> = {
  bullseye: 'apt/bullseye.txt',
  bookworm: 'apt/bookworm.txt',
  trixie: 'apt/trixie.txt',
};

/** The releases with a table, oldest first. */
export const aptReleases: readonly string[] = Object.keys(files);

const readTable = memoizeWeak(({ text }: Asset): PackageTable => readPackageTable(text));

/** The package table of a Debian release (`bookworm`), parsed on first use. Returns undefined for releases without a table. */
export function aptTable(assets: Assets, release: string | undefined): External<PackageTable> | undefined {
  if (release === undefined || !Object.hasOwn(files, release)) return undefined;
  const asset = assets.get(files[release]!);
  return asset.state === 'known' ? { state: 'known', value: readTable(asset.value) } : asset;
}
