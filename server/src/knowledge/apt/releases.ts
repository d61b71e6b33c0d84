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

const read = new Map<string, AptTable>();

/** The package table of a Debian release (`bookworm`), read on first use; undefined for releases that are not bundled. */
export function aptTable(release: string | undefined): AptTable | undefined {
  const text = Object.hasOwn(texts, release ?? '') ? texts[release!] : undefined;
  if (!text) return undefined;
  const known = read.get(release!);
  if (known) return known;
  const made = readAptTable(release!, ...text);
  read.set(release!, made);
  return made;
}
