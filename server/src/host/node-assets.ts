import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AssetStore } from './assets.ts';

/** The data files of a folder of this machine, read when they are first asked for. */
export function nodeAssets(folder: string): AssetStore {
  return new AssetStore((name) => readFileSync(path.join(folder, name), 'utf8'));
}
