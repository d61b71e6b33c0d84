import type { External } from '../../base/external.ts';
import { packageClosure } from '../../facts/system-packages/closure.ts';
import { aptTable } from '../../facts/apt/releases.ts';
import type { PackageTable } from '../../facts/system-packages/table.ts';
import { dpkgReleases } from '../../knowledge/dpkg-releases.ts';
import type { SimilarRelease } from '../../knowledge/dpkg-releases.ts';
import type { Assets } from '../../knowledge/assets.ts';
import type { Stage } from '../../model/model.ts';

/** The state of apt in a stage. */
export interface AptState {
  readonly table: PackageTable;
  /** Whether the table is for the stage's own release. Otherwise it is for a similar release. */
  readonly isOwnRelease: boolean;
  /** How much smaller the packages of the one release are than those of the other: the image's or the table's. */
  readonly difference: number;
  /** Bytes of the package lists that `apt-get update` leaves. */
  readonly lists: { readonly low: number; readonly likely: number; readonly high: number };
  /** Names of the installed packages in addition to Debian's own. */
  readonly installed: ReadonlySet<string>;
  /** Those of them that this file has installed. */
  readonly own: ReadonlySet<string>;
  /** The base image, `python:3.12`, if it is in the catalogue, so that `installed` is complete. */
  readonly image: string | undefined;
  /** See `estimateAptLayer`. */
  readonly slim: boolean | undefined;
}

/** The release that is used if the release is unknown, and the difference then. */
const unknownRelease: SimilarRelease = { table: 'bookworm', difference: 0.3 };
/** If not even the distribution is known, it may be any release of Debian or Ubuntu. */
const unknownDistribution: SimilarRelease = { ...unknownRelease, difference: 0.45 };
/** Relative error of the lists of a release without a figure. */
const listsError = 0.6;

/**
 * The state at the start of a stage. An unknown image that uses apt is Debian or Ubuntu. Returns undefined for other distributions, which do
 * not have apt.
 */
export function initialAptState({ base, distro, release, image }: Stage, assets: Assets): External<AptState> | undefined {
  if (image?.isScratch) return undefined;
  if (distro !== undefined && distro !== 'debian' && distro !== 'ubuntu') return undefined;
  const own = distro === 'debian' ? aptTable(assets, release) : undefined;
  const known = release !== undefined && Object.hasOwn(dpkgReleases, release) ? dpkgReleases[release] : undefined;
  const similar: SimilarRelease = known ?? (distro === undefined ? unknownDistribution : unknownRelease);
  const table = own ?? aptTable(assets, similar.table);
  if (table?.state !== 'known') return table;
  const { listsBytes } = table.value;
  const error = own ? 0 : listsError;
  return {
    state: 'known',
    value: {
      table: table.value,
      isOwnRelease: own !== undefined,
      difference: own ? 0 : similar.difference,
      lists:
        similar.lists && !own ? similar.lists : { low: listsBytes * (1 - error), likely: listsBytes, high: listsBytes * (1 + error * 3) },
      installed: base ? packageClosure(table.value, base.packages, { recommends: false }).installed : new Set(),
      own: new Set(),
      image: base && `${base.entry.repository}:${base.entry.tag}`,
      // Ubuntu's images exclude other files than Debian's slim ones.
      slim: distro === 'ubuntu' ? undefined : base?.slim,
    },
  };
}
