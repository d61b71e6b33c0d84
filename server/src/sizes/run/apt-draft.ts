import { aptClosure } from '../apt/closure.ts';
import { estimateAptLayer } from '../apt/layer.ts';
import type { AptPackage } from '../apt/table.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { LayerDraft } from '../layer-draft.ts';
import type { Bytes } from '../size.ts';
import type { AptState, StageState } from '../stage-state.ts';

/** The packages that apt installs and removes in one RUN. */
export class AptLayerDraft {
  private installs: readonly Install[] = [];
  private readonly removed = new Set<string>();
  private isCleaned = false;

  install(names: readonly string[], recommends: boolean): void {
    this.installs = [...this.installs, { names, recommends }];
  }

  /** `apt-get remove`, `purge`: the packages are removed, their dependencies stay until `autoremove`. */
  remove(names: readonly string[]): void {
    for (const name of names) this.removed.add(name);
  }

  /** Also removes packages that nothing depends on. */
  autoremove(): void {
    this.isCleaned = true;
  }

  /** Adds the packages that remain at the end of the RUN to the layer. */
  finish(state: StageState, draft: LayerDraft): void {
    const { apt } = state;
    if (this.installs.length === 0 || !apt) return;
    const { packages, gone, asked } = this.close(apt);
    const layer = estimateAptLayer(apt.table, { packages, gone }, { slim: apt.slim, before: apt.installed.size });
    // If the base is unknown, it may already contain all packages except the requested ones.
    const least = packages.filter(({ name }) => asked.has(name));
    const low = apt.isBaseKnown ? layer.bytes.low : estimateAptLayer(apt.table, { packages: least }, { slim: true, before: 0 }).bytes.low;
    draft.add({
      parts: layer.parts,
      bytes: widen({ ...layer.bytes, low: Math.min(low, layer.bytes.low) }, apt),
      source: apt.isBaseKnown && apt.isOwnRelease ? 'packages' : 'heuristic',
      detail: packages.length + gone.length === 0 ? nothingToInstall : detailOf(packages.length, least.length, apt),
    });
    state.apt = { ...apt, installed: new Set([...apt.installed, ...packages.map(({ name }) => name)]) };
  }

  /** `packages`: those that remain; `gone`: those that are installed and removed again. */
  private close(apt: AptState): {
    readonly packages: readonly AptPackage[];
    readonly gone: readonly AptPackage[];
    readonly asked: ReadonlySet<string>;
  } {
    const wanted = this.installs.map(({ names, recommends }) => ({
      names: this.isCleaned ? names.filter((name) => !this.removed.has(name)) : names,
      recommends,
    }));
    const packages = closureOf(wanted, apt).filter(({ name }) => !this.removed.has(name));
    const stay = new Set(packages.map(({ name }) => name));
    const gone = this.removed.size === 0 ? [] : closureOf(this.installs, apt).filter(({ name }) => !stay.has(name));
    return { packages, gone, asked: new Set(wanted.flatMap(({ names }) => names)) };
  }
}

interface Install {
  readonly names: readonly string[];
  readonly recommends: boolean;
}

/** The packages that several installs add, one after the other. */
function closureOf(installs: readonly Install[], { table, installed: before }: AptState): readonly AptPackage[] {
  let installed = before;
  return installs.flatMap(({ names, recommends }) => {
    const closure = aptClosure(table, names, { recommends, installed });
    installed = closure.installed;
    return closure.packages;
  });
}

const nothingToInstall = message('apt has nothing to install: the packages are already installed.');

/** The relative difference between the package sizes of neighbouring releases. */
const releasesApart = 0.3;

/** Widens the interval if the table is not for the image's own release. */
export function widen(bytes: Bytes, { isOwnRelease }: AptState): Bytes {
  if (isOwnRelease) return bytes;
  return { ...bytes, low: Math.round(bytes.low * (1 - releasesApart)), high: Math.round(bytes.high * (1 + releasesApart)) };
}

function detailOf(count: number, asked: number, { table, isOwnRelease }: AptState): Message {
  const args = { count, asked, release: table.release };
  return isOwnRelease
    ? message('Packages that apt installs on Debian {release}: {count}, of which requested: {asked}.', args)
    : message(
        "Packages that apt installs: {count}, of which requested: {asked}. Sizes from Debian {release}: there is no data for the image's release.",
        args,
      );
}
