import type { SizeRange } from '../../base/size-range.ts';
import { memoizeWeak } from '../../base/memoize.ts';
import { packageClosure } from './closure.ts';
import type { PackageTable } from './table.ts';

/** How many packages of the table are looked at. */
const sampleSize = 200;

/**
 * What a package that is not in a table can bring: the middle 90 % and the median of a sample of the packages in the table, each with the
 * dependencies that a plain image lacks.
 */
export const guessFrom = memoizeWeak((table: PackageTable): SizeRange => {
  const step = Math.max(1, Math.floor(table.size / sampleSize));
  const totals: number[] = [];
  for (let index = 0; index < table.size; index += step) {
    const { name, inBase, isVirtual } = table.at(index);
    if (inBase || isVirtual) continue;
    totals.push(packageClosure(table, [name], { recommends: false }).packages.reduce((sum, { bytes }) => sum + bytes, 0));
  }
  totals.sort((a, b) => a - b);
  const at = (fraction: number): number => totals[Math.min(totals.length - 1, Math.floor(totals.length * fraction))] ?? 0;
  return { low: at(0.05), likely: at(0.5), high: at(0.95) };
});
