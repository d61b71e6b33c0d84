import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { packageClosure } from '../../facts/system-packages/closure.ts';
import type { PackageClosure } from '../../facts/system-packages/closure.ts';
import { bytesOf } from '../../facts/system-packages/table.ts';
import { estimateApkLayer } from '../apk/layer.ts';
import { indexPath } from '../apk/state.ts';
import type { ApkInstall, ApkState } from '../apk/state.ts';
import type { LayerDraft } from '../layer-draft.ts';
import type { StageState } from '../stage-state.ts';

/** The packages that apk installs and removes in one RUN. */
export class ApkLayerDraft {
  private requested: readonly ApkInstall[] = [];
  private readonly changes: ((world: readonly ApkInstall[]) => readonly ApkInstall[])[] = [];

  install(install: ApkInstall): void {
    this.requested = [...this.requested, install];
    this.changes.push((world) => [...world, install]);
  }

  /** `apk del`: names of packages, or of virtual packages. What nothing else needs goes with them. */
  remove(names: readonly string[]): void {
    this.changes.push((world) => world.flatMap((install) => without(install, names)));
  }

  /** Adds what remains at the end of the RUN to the layer, and says in earlier layers what they have in vain. */
  finish(state: StageState, draft: LayerDraft, { isSure } = { isSure: true }): void {
    if (draft.holds((path) => path === indexPath) && state.apk.state === 'known') state.setApk({ ...state.apk.value, hasIndexes: true });
    if (this.changes.length === 0 || state.apk.state !== 'known') return;
    const apk = state.apk.value;
    const world = this.changes.reduce((before, change) => change(before), apk.world);
    const after = closureOf(world, apk, apk.base);
    const packages = after.packages.filter(({ name }) => !apk.installed.has(name));
    const fresh = new Set(packages.map(({ name }) => name));
    const temporary = closureOf(this.requested, apk, apk.installed).packages.filter(({ name }) => !fresh.has(name));
    const remaining = this.requested.filter((install) => world.includes(install));
    const guessed = new Set(remaining.flatMap((install) => install.guessed)).size;
    const sizes = { table: apk.table, distance: remaining.some(({ isForeign }) => isForeign) ? undefined : apk.distance };
    const layer = estimateApkLayer({ packages, temporary, guessed, before: baseCount + apk.installed.size }, sizes);
    // If the base is unknown, it may already contain all packages except the requested ones; other releases have other dependencies.
    const named = new Set(remaining.flatMap(({ names }) => names));
    const isCertain = apk.isBaseKnown && apk.distance !== undefined && apk.distance < otherDependencies;
    const least = isCertain ? packages : packages.filter(({ name }) => named.has(name));
    const { low } = estimateApkLayer({ packages: least, temporary, guessed, before: 0 }, sizes).bytes;
    draft.add({
      parts: layer.parts,
      bytes: { ...layer.bytes, low: Math.min(low, layer.bytes.low) },
      source: apk.distance === 0 && apk.isBaseKnown && guessed === 0 ? 'packages' : 'heuristic',
      detail: packages.length + temporary.length + guessed === 0 ? nothingToInstall : detailOf(packages.length, guessed, apk),
    });
    for (const name of apk.installed) {
      if (!after.installed.has(name)) apk.layers.get(name)?.recordDeletion(bytesOf(apk.table, [name]));
    }
    const layers = new Map([...apk.layers, ...packages.map(({ name }) => [name, draft] as const)]);
    if (isSure) state.setApk({ ...apk, world, installed: after.installed, layers });
  }
}

/** The number of releases after which packages have other dependencies. */
const otherDependencies = 3;
/** The packages of Alpine's own image. */
const baseCount = 16;

function closureOf(installs: readonly ApkInstall[], { table }: ApkState, installed: ReadonlySet<string>): PackageClosure {
  const names = installs.flatMap((install) => install.names);
  return packageClosure(table, names, { recommends: false, installed });
}

/** An install after some names are removed. A virtual package is removed as a whole. */
function without(install: ApkInstall, names: readonly string[]): readonly ApkInstall[] {
  if (install.virtual !== undefined) return names.includes(install.virtual) ? [] : [install];
  if (![...install.names, ...install.guessed].some((name) => names.includes(name))) return [install];
  const rest = (list: readonly string[]): readonly string[] => list.filter((name) => !names.includes(name));
  return [{ ...install, names: rest(install.names), guessed: rest(install.guessed) }];
}

const nothingToInstall = message('apk has nothing to install: the packages are already installed.');

function detailOf(count: number, guessed: number, { table, distance }: ApkState): Message {
  const args = { count, release: table.release, guessed };
  if (guessed > 0) return message('{count} packages with the sizes of Alpine {release}, and {guessed} that it does not have: their sizes are guessed.', args); // prettier-ignore
  if (distance === 0) return message('Packages that apk installs on Alpine {release}: {count}.', args);
  return message("Packages that apk installs: {count}. Sizes from Alpine {release}: there is no data for the image's release.", args);
}
