import { describe, expect, it } from 'vitest';
import type { FileHost } from '../../../server/src/host/host.ts';
import { findUpwards, searchUpwards } from '../../../server/src/workspace/configuration-file.ts';

const texts: Readonly<Record<string, string>> = { 'file:///a/b/two': 'b', 'file:///a/one': 'a1', 'file:///a/two': 'a2' };

/** Files with these texts, and the names of those that were asked for. */
function filesWithReads(): { readonly files: FileHost; readonly reads: string[] } {
  const reads: string[] = [];
  const readText = async (uri: string): Promise<string | undefined> => {
    reads.push(uri);
    return texts[uri];
  };
  return { files: { readText } as Partial<FileHost> as FileHost, reads };
}

const cases = [
  ['file:///a/b/c', 'b'],
  ['file:///a/b', 'b'],
  ['file:///a/x/y', 'a1'],
  ['file:///a', 'a1'],
  ['file:///z/z', undefined],
  ['file:///', undefined],
] as const;

describe.each(cases)('from %s', (folder, text) => {
  it('both searches find the first name in the nearest folder', async () => {
    const { files } = filesWithReads();
    expect((await findUpwards(files, folder, ['one', 'two'], 100))?.text).toBe(text);
    expect((await searchUpwards(files, ['one', 'two'], 100)(folder))?.text).toBe(text);
  });
});

it('a search looks into each folder once', async () => {
  const { files, reads } = filesWithReads();
  const search = searchUpwards(files, ['other'], 100);
  await Promise.all(['file:///a/b', 'file:///a/c', 'file:///a/b/d', 'file:///a'].map(search));
  const folders = ['file:///', 'file:///a/', 'file:///a/b/', 'file:///a/c/', 'file:///a/b/d/'];
  expect(reads.toSorted()).toEqual(folders.map((folder) => `${folder}other`).toSorted());
});
