import { packageClosure } from '../../facts/system-packages/closure.ts';
import { estimateAptLayer } from '../apt/layer.ts';
import type { SystemPackage } from '../../facts/system-packages/table.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { LayerDraft } from '../layer-draft.ts';
import type { Bytes } from '../size.ts';
import type { AptState, StageState } from '../stage-state.ts';

/** The packages that apt installs and removes in one RUN. */
export class AptLayerDraft {
  private installs: readonly Install[] = [];
  private readonly removed = new Set<string>();
  private isAutoremoved = false;

  install(names: readonly string[], recommends: boolean): void {
    this.installs = [...this.installs, { names, recommends }];
  }

  /** `apt-get remove`, `purge`: the packages are removed, their dependencies stay until `autoremove`. */
  remove(names: readonly string[]): void {
    for (const name of names) this.removed.add(name);
  }

  /** Also removes packages that nothing depends on. */
  autoremove(): void {
    this.isAutoremoved = true;
  }

  /** Adds the packages that remain at the end of the RUN to the layer. */
  finish(state: StageState, draft: LayerDraft): void {
    const { apt } = state;
    if (this.installs.length === 0 || !apt) return;
    const { packages, temporary, requested } = this.resolve(apt);
    const layer = estimateAptLayer(apt.table, { packages, temporary }, { slim: apt.slim, installedBefore: apt.installed.size });
    // If the base is unknown, it may already contain all packages except the requested ones.
    const least = packages.filter(({ name }) => requested.has(name));
    const low = apt.isBaseKnown
      ? layer.bytes.low
      : estimateAptLayer(apt.table, { packages: least }, { slim: true, installedBefore: 0 }).bytes.low;
    draft.add({
      parts: layer.parts,
      bytes: widen({ ...layer.bytes, low: Math.min(low, layer.bytes.low) }, apt),
      source: apt.isBaseKnown && apt.isOwnRelease ? 'packages' : 'heuristic',
      detail: packages.length + temporary.length === 0 ? nothingToInstall : detailOf(packages.length, least.length, apt),
    });
    state.apt = { ...apt, installed: new Set([...apt.installed, ...packages.map(({ name }) => name)]) };
  }

  /** `packages`: those that remain; `temporary`: those that are installed and removed again. */
  private resolve(apt: AptState): {
    readonly packages: readonly SystemPackage[];
    readonly temporary: readonly SystemPackage[];
    readonly requested: ReadonlySet<string>;
  } {
    const requests = this.installs.map(({ names, recommends }) => ({
      names: this.isAutoremoved ? names.filter((name) => !this.removed.has(name)) : names,
      recommends,
    }));
    const packages = closureOf(requests, apt).filter(({ name }) => !this.removed.has(name));
    const remaining = new Set(packages.map(({ name }) => name));
    const temporary = this.removed.size === 0 ? [] : closureOf(this.installs, apt).filter(({ name }) => !remaining.has(name));
    return { packages, temporary, requested: new Set(requests.flatMap(({ names }) => names)) };
  }
}

interface Install {
  readonly names: readonly string[];
  readonly recommends: boolean;
}

/** The packages that several installs add, one after the other. */
function closureOf(installs: readonly Install[], { table, installed: before }: AptState): readonly SystemPackage[] {
  let installed = before;
  return installs.flatMap(({ names, recommends }) => {
    const closure = packageClosure(table, names, { recommends, installed });
    installed = closure.installed;
    return closure.packages;
  });
}

const nothingToInstall = message('apt has nothing to install: the packages are already installed.');

/** The relative difference between the package sizes of neighbouring releases. */
const releaseDifference = 0.3;

/** Widens the interval if the table is not for the image's own release. */
export function widen(bytes: Bytes, { isOwnRelease }: AptState): Bytes {
  if (isOwnRelease) return bytes;
  return { ...bytes, low: Math.round(bytes.low * (1 - releaseDifference)), high: Math.round(bytes.high * (1 + releaseDifference)) };
}

function detailOf(count: number, requested: number, { table, isOwnRelease }: AptState): Message {
  const args = { count, asked: requested, release: table.release };
  return isOwnRelease
    ? message('Packages that apt installs on Debian {release}: {count}, of which requested: {asked}.', args)
    : message(
        "Packages that apt installs: {count}, of which requested: {asked}. Sizes from Debian {release}: there is no data for the image's release.",
        args,
      );
}
