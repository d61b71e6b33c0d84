import { megabytes } from '../base/size-range.ts';
import type { SizeRange } from '../base/size-range.ts';

const range = (low: number, high: number): SizeRange => megabytes(low, Math.sqrt(low * high), high);

/**
 * Files that Dockerfiles copy from the images of well-known tools, over the versions of the last years: estimates, for which the table of
 * downloads names the checks (knowledge/downloads.ts).
 */
const files: readonly (readonly [image: RegExp, path: RegExp, size: SizeRange])[] = [
  [/(?:^|\/)astral-sh\/uv(?:[:@]|$)/, /\/uvx$/, range(0.2, 1)],
  [/(?:^|\/)astral-sh\/uv(?:[:@]|$)/, /\/uv$/, range(18, 70)],
  [/(?:^|\/)composer(?:\/composer)?(?:[:@]|$)/, /\/composer$/, range(1.8, 3.5)],
  [/(?:^|\/)tini(?:[:@]|$)|krallin\/tini/, /\/tini/, range(0.01, 0.9)],
  [/(?:^|\/)(?:gosu|tianon\/gosu)(?:[:@]|$)/, /\/gosu$/, range(1.1, 3)],
  [/(?:^|\/)oven\/bun(?:[:@]|$)/, /\/bun$/, range(75, 150)],
  [/(?:^|\/)denoland\/deno/, /\/deno$/, range(70, 190)],
  [/(?:^|\/)node(?:[:@]|$)/, /\/bin\/node$/, range(60, 220)],
  [/(?:^|\/)docker(?:[:@]|$)/, /\/docker$/, range(25, 80)],
];

/** The size of a file of a well-known image. Returns undefined for any other. */
export function sizeInImage(image: string, path: string): SizeRange | undefined {
  return files.find(([name, file]) => name.test(image) && file.test(path))?.[2];
}
