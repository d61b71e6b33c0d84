import type { External } from '../base/external.ts';

/**
 * The data files below data/, which are no part of the program: a host loads one when it is first asked for. To add one: write the file
 * with a generator in scripts/, name it here, and read it with a function like `aptTable` in apt/releases.ts.
 */
export const assetPaths = ['apt/bookworm.txt', 'apt/bullseye.txt', 'apt/trixie.txt'] as const;
export type AssetPath = (typeof assetPaths)[number];

/** The content of a data file. It is the same object each time, so that what was read from it can be memoized by it. */
export interface Asset {
  readonly text: string;
}

/** The data files as they are at this moment. Asking for one that is not loaded starts loading it; never waits. */
export interface Assets {
  get(path: AssetPath): External<Asset>;
}
