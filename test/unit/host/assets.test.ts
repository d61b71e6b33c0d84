import { describe, expect, it } from 'vitest';
import { AssetStore } from '../../../server/src/host/assets.ts';
import { nodeAssets } from '../../../server/src/host/node-assets.ts';
import { message } from '../../../server/src/base/message.ts';

const path = 'apt/bookworm.txt';
const unreadable = { state: 'unavailable', reason: message('The data file {path} cannot be read.', { path }) };

describe('a host that reads synchronously', () => {
  it('has the file on first use, reads it once, and its object stays the same', () => {
    let reads = 0;
    const store = new AssetStore(() => `text ${++reads}`);
    const before = store.current;
    const first = before.get(path);
    expect(first).toEqual({ state: 'known', value: { text: 'text 1' } });
    expect(before.get(path)).toBe(first);
    expect(store.current).toBe(before);
  });

  it('reports that a file cannot be read, and does not try again', () => {
    const store = nodeAssets('/nowhere/at/all');
    expect(store.current.get(path)).toEqual(unreadable);
    expect(store.current.get(path)).toBe(store.current.get(path));
  });
});

describe('a host that fetches', () => {
  it('is pending first; then there is a new object, and listeners are called once', async () => {
    let arrive: (text: string) => void = () => {};
    const text = new Promise<string>((resolve) => (arrive = resolve));
    let heard = 0;
    const store = new AssetStore(() => text);
    store.onLoaded(() => heard++);
    const before = store.current;
    expect(before.get(path)).toEqual({ state: 'pending' });
    arrive('text');
    await expect.poll(() => heard).toBe(1);
    expect(store.current).not.toBe(before);
    expect(store.current.get(path)).toEqual({ state: 'known', value: { text: 'text' } });
    expect(store.current.get(path)).toBe(store.current.get(path));
  });

  it.each([
    ['rejects', async (): Promise<string> => Promise.reject(new Error('no network'))],
    [
      'throws',
      (): string => {
        throw new Error('no such file');
      },
    ],
  ])('reports that a file is unavailable when the reader %s', async (_, read) => {
    const store = new AssetStore(read);
    store.current.get(path);
    await expect.poll(() => store.current.get(path)).toEqual(unreadable);
  });
});
