import { memoize } from '../../base/memoize.ts';
import { bookwormLists, bookwormTable } from './bookworm.generated.ts';
import { bullseyeLists, bullseyeTable } from './bullseye.generated.ts';
import { readAptTable } from './table.ts';
import type { AptTable } from './table.ts';
import { trixieLists, trixieTable } from './trixie.generated.ts';

/** The Debian releases whose packages are bundled. */
const texts: Readonly<Record<string, readonly [table: string, listsBytes: number]>> = {
  bullseye: [bullseyeTable, bullseyeLists],
  bookworm: [bookwormTable, bookwormLists],
  trixie: [trixieTable, trixieLists],
};

/** The package table of a Debian release (`bookworm`), read on first use; undefined for releases that are not bundled. */
export function aptTable(release: string | undefined): AptTable | undefined {
  return release !== undefined && Object.hasOwn(texts, release) ? readTable(release) : undefined;
}

const readTable = memoize((release: string): AptTable => readAptTable(release, ...texts[release]!));
