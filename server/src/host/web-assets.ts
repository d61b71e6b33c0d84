import { AssetStore } from './assets.ts';

/** The data files below a URL, fetched on first use. Without a URL, all of them are unavailable. */
export function webAssets(folder: string | undefined): AssetStore {
  return new AssetStore(async (name) => {
    const response = await fetch(new URL(name, folder));
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.text();
  });
}
