import type { Assets } from '../../knowledge/assets.ts';
import type { Stage } from '../../model/model.ts';
import { rootStage } from '../../model/stages.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { aptClosure } from './closure.ts';
import { aptTable } from './releases.ts';

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
  const names = packages.map(({ name }) => name);
  const { installed } = aptClosure(table.value, base.packages, { recommends: false });
  const all = aptClosure(table.value, names, { recommends: true, installed });
  if (all.unknown.length > 0) return undefined;
  const least = new Set(aptClosure(table.value, names, { recommends: false, installed }).packages.map(({ name }) => name));
  const more = all.packages.filter(({ name }) => !least.has(name)).toSorted((a, b) => b.bytes - a.bytes);
  const bytes = more.reduce((sum, one) => sum + one.bytes * (base.slim ? 1 - one.docs : 1), 0);
  return { count: more.length, bytes: Math.round(bytes), names: more.map(({ name }) => name), release: table.value.release };
}
