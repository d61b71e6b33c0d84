import { aptClosure } from '../../knowledge/apt/closure.ts';
import { estimateAptLayer } from '../../knowledge/apt/layer.ts';
import type { AptPackage } from '../../knowledge/apt/table.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { LayerDraft } from '../layer-draft.ts';
import type { Bytes } from '../size.ts';
import type { AptState, StageState } from '../stage-state.ts';

/** What apt installs in one RUN, and what it takes away again before the RUN is done. */
export class AptLayerDraft {
  private installs: readonly Install[] = [];
  private readonly removed = new Set<string>();
  private isCleaned = false;

  install(names: readonly string[], recommends: boolean): void {
    this.installs = [...this.installs, { names, recommends }];
  }

  /** `apt-get remove`, `purge`: the packages go; what they needed stays until `autoremove`. */
  remove(names: readonly string[]): void {
    for (const name of names) this.removed.add(name);
  }

  /** What nothing needs any more goes too. */
  autoremove(): void {
    this.isCleaned = true;
  }

  /** Enters the packages that are left at the end of the RUN. */
  finish(state: StageState, draft: LayerDraft): void {
    const { apt } = state;
    if (this.installs.length === 0 || !apt) return;
    const { packages, gone, asked } = this.close(apt);
    const layer = estimateAptLayer(apt.table, { packages, gone }, { slim: apt.slim, before: apt.installed.size });
    // Of an unknown base nobody knows what it has already: perhaps all but the packages that are asked for.
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

  /** `packages`: those that stay; `gone`: those that came and went. */
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

/** What several installs, one after the other, bring into the image. */
function closureOf(installs: readonly Install[], { table, installed: before }: AptState): readonly AptPackage[] {
  let installed = before;
  return installs.flatMap(({ names, recommends }) => {
    const closure = aptClosure(table, names, { recommends, installed });
    installed = closure.installed;
    return closure.packages;
  });
}

const nothingToInstall = message('apt has nothing to install: the packages are already installed.');

/** How far the packages of one release may be from those of the next. */
const releasesApart = 0.3;

/** The interval that counts when the table is not that of the image's own release. */
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
