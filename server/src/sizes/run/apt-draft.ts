import { packageClosure } from '../../facts/system-packages/closure.ts';
import { estimateAptLayer } from '../apt/layer.ts';
import type { SystemPackage } from '../../facts/system-packages/table.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { LayerDraft } from '../layer-draft.ts';
import type { Bytes } from '../size.ts';
import type { AptState } from '../apt/state.ts';
import type { StageState } from '../stage-state.ts';

/** The packages that apt installs and removes in one RUN. */
export class AptLayerDraft {
  private installs: readonly Install[] = [];
  private readonly removed = new Set<string>();
  private isAutoremoved = false;

  install(install: Install): void {
    this.installs = [...this.installs, install];
  }

  /** `apt-get remove`, `purge`: the packages are removed, their dependencies stay until `autoremove`. */
  remove(names: readonly string[]): void {
    for (const name of names) this.removed.add(name);
  }

  /** Also removes packages that nothing depends on. */
  autoremove(): void {
    this.isAutoremoved = true;
  }

  /** Adds the packages that remain at the end of the RUN to the layer. They count as installed unless the commands may not have run. */
  finish(state: StageState, draft: LayerDraft, { isSure } = { isSure: true }): void {
    if (this.installs.length === 0 || state.apt?.state !== 'known') return;
    const hasOtherVersions = this.installs.some((install) => install.hasOtherVersions);
    const apt = hasOtherVersions ? { ...state.apt.value, isOwnRelease: false, difference: versionDifference } : state.apt.value;
    const guessed = new Set(this.installs.flatMap((install) => install.guessed).filter((name) => !this.removed.has(name))).size;
    const { packages, temporary, requested } = this.resolve(apt);
    const layer = estimateAptLayer(apt.table, { packages, temporary, guessed }, { slim: apt.slim, installedBefore: apt.installed.size });
    // If the base is unknown, it may already contain all packages except the requested ones.
    const least = packages.filter(({ name }) => requested.has(name));
    const low =
      apt.image !== undefined
        ? layer.bytes.low
        : estimateAptLayer(apt.table, { packages: least, guessed }, { slim: true, installedBefore: 0 }).bytes.low;
    draft.add({
      parts: layer.parts,
      bytes: widen({ ...layer.bytes, low: Math.min(low, layer.bytes.low) }, apt),
      source: apt.image !== undefined && apt.isOwnRelease && guessed === 0 ? 'packages' : 'heuristic',
      detail:
        packages.length + temporary.length + guessed === 0
          ? nothingToInstall(requested, apt)
          : detailOf(packages.length, least.length, guessed, apt),
    });
    if (!isSure) return;
    const added = packages.map(({ name }) => name);
    state.setApt({ ...state.apt.value, installed: new Set([...apt.installed, ...added]), own: new Set([...apt.own, ...added]) });
  }

  /** `packages`: those that remain; `temporary`: those that are installed and removed again. */
  private resolve(apt: AptState): {
    readonly packages: readonly SystemPackage[];
    readonly temporary: readonly SystemPackage[];
    readonly requested: ReadonlySet<string>;
  } {
    const requests = this.installs.map((install) => ({
      ...install,
      names: this.isAutoremoved ? install.names.filter((name) => !this.removed.has(name)) : install.names,
    }));
    const packages = closureOf(requests, apt).filter(({ name }) => !this.removed.has(name));
    const remaining = new Set(packages.map(({ name }) => name));
    const temporary = this.removed.size === 0 ? [] : closureOf(this.installs, apt).filter(({ name }) => !remaining.has(name));
    return { packages, temporary, requested: new Set(requests.flatMap(({ names }) => names)) };
  }
}

/** Packages that one command requests. */
interface Install {
  readonly names: readonly string[];
  readonly recommends: boolean;
  /** Requested names that are not in the table, or that may come from another repository. */
  readonly guessed: readonly string[];
  /** Whether a name stands for another version of the package that is requested. */
  readonly hasOtherVersions: boolean;
}

/** The relative difference between the sizes of versions of a package. */
const versionDifference = 0.45;

/** The packages that several installs add, one after the other. */
function closureOf(installs: readonly Install[], { table, installed: before }: AptState): readonly SystemPackage[] {
  let installed = before;
  return installs.flatMap(({ names, recommends }) => {
    const closure = packageClosure(table, names, { recommends, installed });
    installed = closure.installed;
    return closure.packages;
  });
}

/** Says whether the base image has the packages, or an earlier layer of the file. */
function nothingToInstall(requested: ReadonlySet<string>, { image, own }: AptState): Message {
  return image === undefined || [...requested].some((name) => own.has(name))
    ? message('apt has nothing to install: the packages are already installed.')
    : message('apt has nothing to install: {image} already contains the packages.', { image });
}

/** Bytes that the image of another release has more or less than Debian's, for example OpenSSL. */
const imageDifference = 3_000_000;

/** Widens the interval if the table is not for the image's own release. */
function widen(bytes: Bytes, { difference }: AptState): Bytes {
  if (difference === 0 || bytes.high === 0) return bytes;
  const low = Math.max(0, Math.round(bytes.low * (1 - difference)) - imageDifference);
  return { ...bytes, low, high: Math.round(bytes.high / (1 - difference)) + imageDifference };
}

function detailOf(count: number, requested: number, guessed: number, { table, isOwnRelease }: AptState): Message {
  const args = { count, asked: requested, release: table.release, guessed };
  if (guessed > 0) return message('{count} packages with the sizes of Debian {release}, and {guessed} that it does not have: their sizes are guessed.', args); // prettier-ignore
  return isOwnRelease
    ? message('Packages that apt installs on Debian {release}: {count}, of which requested: {asked}.', args)
    : message(
        "Packages that apt installs: {count}, of which requested: {asked}. Sizes from Debian {release}: there is no data for the image's release.",
        args,
      );
}
