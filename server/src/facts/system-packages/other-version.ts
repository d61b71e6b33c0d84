import { memoizeWeak } from '../../base/memoize.ts';
import type { PackageTable } from './table.ts';

/**
 * The package that has the name of a package of another release, except for the version in it: `postgresql15-client` for
 * `postgresql16-client`, `libicu72` for `libicu60`, `openjdk-17-jre` for `openjdk-8-jre`. Of several, the highest version. Returns undefined
 * if there is none, or if the name has no version.
 */
export function otherVersion(table: PackageTable, name: string): string | undefined {
  return /\d/.test(name) ? versions(table).get(withoutVersions(name)) : undefined;
}

const versions = memoizeWeak((table: PackageTable): ReadonlyMap<string, string> => {
  const byPlainName = new Map<string, string>();
  for (const name of table.names) {
    const plain = withoutVersions(name);
    const other = byPlainName.get(plain);
    if (other === undefined || name.localeCompare(other, 'en', { numeric: true }) > 0) byPlainName.set(plain, name);
  }
  return byPlainName;
});

function withoutVersions(name: string): string {
  return name.replace(/\d+(?:\.\d+)*/g, '');
}
