import type { Assets } from '../../knowledge/assets.ts';
import { memoize, memoizeWeak } from '../../base/memoize.ts';
import { packageClosure } from '../system-packages/closure.ts';
import { aptTable } from '../apt/releases.ts';
import type { PackageTable } from '../system-packages/table.ts';
import type { KnownBase } from './state.ts';

/** Whether a base image certainly contains a package of its distribution. False if that is not known. */
export function baseHasPackage({ distro, release, packages }: KnownBase, name: string, assets: Assets): boolean {
  if (packages.includes(name)) return true;
  const table = distro === 'debian' ? aptTable(assets, release) : undefined;
  if (table?.state !== 'known') return false;
  const index = table.value.indexOf(name);
  if (index === undefined || table.value.at(index).isVirtual) return false;
  return table.value.at(index).inBase || dependenciesIn(table.value)(packages.join(' ')).has(name);
}

/** What packages bring with them. The same few lists of base images are asked for again and again. */
const dependenciesIn = memoizeWeak((table: PackageTable) =>
  memoize((names: string): ReadonlySet<string> => packageClosure(table, names.split(' '), { recommends: false }).installed),
);
