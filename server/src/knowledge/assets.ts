import type { External } from '../base/external.ts';

/**
 * The data files below data/, which are not bundled with the program: a host loads a file when it is first requested. To add a file, write
 * it with a generator in scripts/, list it here, and read it with a function like `aptTable` in facts/apt/releases.ts.
 */
export const assetPaths = [
  'apk/3.18.txt',
  'apk/3.22.txt',
  'apt/bookworm.txt',
  'apt/bullseye.txt',
  'apt/trixie.txt',
  'package-names/bookworm.txt',
  'package-names/bullseye.txt',
  'package-names/trixie.txt',
  'go/modules.txt',
  'node/packages.txt',
  'programs.txt',
  'python/packages.txt',
] as const;
export type AssetPath = (typeof assetPaths)[number];

/** The content of a data file. The object is the same on every call, so that it can be the key of a memoized result. */
export interface Asset {
  readonly text: string;
}

/** The data files that are loaded at the moment. Requesting a file that is not loaded starts loading it; the call never waits. */
export interface Assets {
  get(path: AssetPath): External<Asset>;
}

/** For results that need no data file: none can be read. */
export const noAssets: Assets = { get: () => ({ state: 'pending' }) };
