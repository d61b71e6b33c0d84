import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AssetStore } from './assets.ts';

/** The data files in a folder of this machine, read on first use. */
export function nodeAssets(folder: string): AssetStore {
  return new AssetStore((name) => readFileSync(path.join(folder, name), 'utf8'));
}
