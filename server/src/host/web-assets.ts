import { AssetStore } from './assets.ts';

/** The data files below a URL, fetched when they are first asked for. Without a URL none can be had. */
export function webAssets(folder: string | undefined): AssetStore {
  return new AssetStore(async (name) => {
    const response = await fetch(new URL(name, folder));
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.text();
  });
}
