import { lazy } from '../base/memoize.ts';
import { officialImageTable, removedImageTable } from '../knowledge/official-image-list.generated.ts';

const platformsByName = lazy(
  () => new Map(rowsOf(officialImageTable).map(([name = '', platforms = '']) => [name, new Set(platforms.split(' '))] as const)),
);

const removed = lazy(() => new Map(rowsOf(removedImageTable).map(([name = '', day = '']) => [name, day] as const)));

/** The platforms that at least one tag of an official image has. Undefined if there is no such image. `name` is without `library/`. */
export function platformsOfOfficialImage(name: string): ReadonlySet<string> | undefined {
  return platformsByName().get(name);
}

/** The day on which an official image was removed from the list of those that are built. Undefined for others. */
export function removalOfOfficialImage(name: string): string | undefined {
  return removed().get(name);
}

function rowsOf(table: string): readonly (readonly string[])[] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
}
