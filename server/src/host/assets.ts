import type { External } from '../base/external.ts';
import { message } from '../base/message.ts';
import type { Asset, AssetPath, Assets } from '../knowledge/assets.ts';

/** Reads the data file at a path below data/; throws or rejects if it cannot. A host that can answer synchronously does so. */
export type ReadAsset = (path: AssetPath) => string | Promise<string>;

/** Loads data files on first use, each one once. */
export class AssetStore {
  private readonly read: ReadAsset;
  private readonly known = new Map<AssetPath, External<Asset>>();
  private readonly listeners: (() => void)[] = [];
  private assets = this.picture();

  constructor(read: ReadAsset) {
    this.read = read;
  }

  /** A new object after each file that was loaded late, so that results that were computed without it are outdated. */
  get current(): Assets {
    return this.assets;
  }

  /** Calls `listener` when a pending file has been loaded, or could not be. */
  onLoaded(listener: () => void): void {
    this.listeners.push(listener);
  }

  private picture(): Assets {
    return { get: (path) => this.known.get(path) ?? this.load(path) };
  }

  private load(path: AssetPath): External<Asset> {
    let answer: External<Asset>;
    try {
      const text = this.read(path);
      answer = typeof text === 'string' ? loaded(text) : this.waitFor(path, text);
    } catch {
      answer = unavailable(path);
    }
    this.known.set(path, answer);
    return answer;
  }

  private waitFor(path: AssetPath, text: Promise<string>): External<Asset> {
    void text
      .then(loaded, () => unavailable(path))
      .then((answer) => {
        this.known.set(path, answer);
        this.assets = this.picture();
        for (const listener of this.listeners) listener();
      });
    return { state: 'pending' };
  }
}

function loaded(text: string): External<Asset> {
  return { state: 'known', value: { text } };
}

function unavailable(path: AssetPath): External<Asset> {
  return { state: 'unavailable', reason: message('The data file {path} cannot be read.', { path }) };
}
