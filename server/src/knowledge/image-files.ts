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

/**
 * Files and folders of every distribution that a final stage copies from another one, in megabytes. On Debian 12, certificates have 0.43 and time
 * zones 1.5 (`du -sb`, 2026-12); the ranges around them, and the others, are estimates for other releases.
 */
const systemPaths: readonly (readonly [path: RegExp, size: SizeRange])[] = [
  [/^\/etc\/ssl\/certs(?:\/ca-certificates\.crt)?$|^\/etc\/ssl\/cert\.pem$|^\/usr\/share\/ca-certificates$/, range(0.15, 0.9)],
  [/^\/etc\/(?:ssl|pki)$|^\/etc\/ca-certificates$/, range(0.15, 1.5)],
  [/^\/usr\/share\/zoneinfo$|zoneinfo\.zip$/, range(0.35, 5)],
  [/^\/etc\/(?:passwd|group|shadow|nsswitch\.conf|hosts|localtime|timezone)$/, range(0.0001, 0.005)],
  [/^\/lib(?:64)?\/ld-(?:musl|linux)[^/]*$/, range(0.15, 0.75)],
  [/^\/tmp$/, { low: 0, likely: 0, high: 20_000_000 }],
];

/** The size of a file or folder that every distribution has. Returns undefined for any other. */
export function sizeOfSystemPath(path: string): SizeRange | undefined {
  return systemPaths.find(([pattern]) => pattern.test(path))?.[1];
}
