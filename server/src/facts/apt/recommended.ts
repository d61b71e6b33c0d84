import { memoize, memoizeWeak } from '../../base/memoize.ts';
import type { Assets } from '../../knowledge/assets.ts';
import type { BaseImage } from '../../model/base-image-catalogue.ts';
import type { Stage } from '../../model/model.ts';
import { rootStage } from '../../model/stages.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { packageClosure } from '../system-packages/closure.ts';
import { aptTable } from './releases.ts';
import type { PackageTable } from '../system-packages/table.ts';

/** The packages that apt installs only because others recommend them. */
export interface Recommended {
  readonly count: number;
  /** Unpacked bytes. */
  readonly bytes: number;
  /** Largest first. */
  readonly names: readonly string[];
  /** The Debian release. */
  readonly release: string;
}

/**
 * What an install adds because of recommendations, by the table of the stage's Debian release. Packages that earlier commands have installed
 * are not known here, so that it can be less. Returns undefined without a table, or if a requested package is not in it.
 */
export function recommendedOf({ packages }: PackageCommand, stage: Stage, assets: Assets): Recommended | undefined {
  const { base } = rootStage(stage);
  const table = stage.distro === 'debian' ? aptTable(assets, stage.release) : undefined;
  if (!base || table?.state !== 'known') return undefined;
  if (packages.some(({ source, word }) => source !== 'repository' || !word.literal)) return undefined;
  return recommendedIn(table.value)(`${base.entry.repository}:${base.entry.tag} ${packages.map(({ name }) => name).join(' ')}`, base);
}

/** The number of installs whose result is kept: an edit asks for all of them again. */
const mostInstalls = 200;

/** By the names of the base image and of the packages. */
const recommendedIn = memoizeWeak((table: PackageTable) =>
  memoize((key: string, base: BaseImage) => compute(table, key.split(' ').slice(1), base), mostInstalls),
);

function compute(table: PackageTable, names: readonly string[], { packages, slim }: BaseImage): Recommended | undefined {
  const { installed } = packageClosure(table, packages, { recommends: false });
  const all = packageClosure(table, names, { recommends: true, installed });
  if (all.unknown.length > 0) return undefined;
  const least = new Set(packageClosure(table, names, { recommends: false, installed }).packages.map(({ name }) => name));
  const more = all.packages.filter(({ name }) => !least.has(name)).toSorted((a, b) => b.bytes - a.bytes);
  const bytes = more.reduce((sum, one) => sum + one.bytes * (slim ? 1 - one.docs : 1), 0);
  return { count: more.length, bytes: Math.round(bytes), names: more.map(({ name }) => name), release: table.release };
}
