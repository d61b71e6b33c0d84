import type { External } from '../../base/external.ts';
import { apkTable } from '../../facts/apk/releases.ts';
import type { ApkTable } from '../../facts/apk/releases.ts';
import { packageClosure } from '../../facts/system-packages/closure.ts';
import { alpineImagePackages } from '../../knowledge/alpine-image-packages.ts';
import { packageFolders } from '../../knowledge/folders.ts';
import type { Assets } from '../../knowledge/assets.ts';
import type { Stage } from '../../model/model.ts';
import type { LayerDraft } from '../layer-draft.ts';

/** One path stands for all indexes of repositories, so that a command that deletes the folder's contents deletes them. */
export const indexPath = `${packageFolders.apk}/APKINDEX.tar.gz`;

/** Packages that one command requests. */
export interface ApkInstall {
  readonly names: readonly string[];
  /** Requested names that are not in the table. */
  readonly guessed: readonly string[];
  /** The name of the virtual package that they belong to. */
  readonly virtual: string | undefined;
  /** Whether they may come from the repository of another release. */
  readonly isForeign: boolean;
}

/** The state of apk in a stage. */
export interface ApkState extends ApkTable {
  /** Names of the packages of the base image, in addition to those of every image of Alpine. */
  readonly base: ReadonlySet<string>;
  /** Whether `base` is complete enough, because the base image is in the catalogue. */
  readonly isBaseKnown: boolean;
  /** What earlier layers requested and have not removed. */
  readonly world: readonly ApkInstall[];
  /** All packages that are installed, and the layers of those that this file installs. */
  readonly installed: ReadonlySet<string>;
  readonly layers: ReadonlyMap<string, LayerDraft>;
  /** Whether an earlier layer has the indexes of the repositories, so that they are not downloaded again. */
  readonly hasIndexes: boolean;
}

/** The state at the start of a stage. If the base image is unknown, that it has apk says that it is Alpine. */
export function initialApkState({ base, distro, release }: Stage, assets: Assets): External<ApkState> {
  const found = apkTable(assets, distro === 'alpine' ? release : undefined);
  if (found.state !== 'known') return found;
  const { table } = found.value;
  const names = base ? [...base.packages, ...alpineImagePackages(base.entry.repository)] : [];
  const { installed } = packageClosure(table, names, { recommends: false });
  return {
    state: 'known',
    value: { ...found.value, base: installed, isBaseKnown: base !== undefined, world: [], installed, layers: new Map(), hasIndexes: false },
  };
}
