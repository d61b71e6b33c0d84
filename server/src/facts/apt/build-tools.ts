import type { Assets } from '../../knowledge/assets.ts';
import { isBuildOnly } from '../../knowledge/build-packages.ts';
import type { Stage } from '../../model/model.ts';
import { rootStage } from '../../model/stages.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { packageClosure } from '../system-packages/closure.ts';
import { aptTable } from './releases.ts';

/**
 * The unpacked bytes that an install has only because of packages that a build needs, with their dependencies, by the table of the stage's
 * Debian release. Packages that earlier commands have installed are not known here, so that it can be less. Returns undefined without a
 * table, or if a requested package is not in it.
 */
export function buildToolBytes({ packages, noRecommends }: PackageCommand, stage: Stage, assets: Assets): number | undefined {
  const { base } = rootStage(stage);
  const table = stage.distro === 'debian' ? aptTable(assets, stage.release) : undefined;
  if (!base || table?.state !== 'known') return undefined;
  const { installed } = packageClosure(table.value, base.packages, { recommends: false });
  const bytesOf = (names: readonly string[]): number | undefined => {
    const closure = packageClosure(table.value, names, { recommends: !noRecommends, installed });
    if (closure.unknown.length > 0) return undefined;
    return closure.packages.reduce((sum, { bytes, docs }) => sum + bytes * (base.slim ? 1 - docs : 1), 0);
  };
  const names = packages.map(({ name }) => name);
  const [all, rest] = [bytesOf(names), bytesOf(names.filter((name) => !isBuildOnly('apt', name)))];
  return all === undefined || rest === undefined ? undefined : Math.round(all - rest);
}
