import { describe, expect, it } from 'vitest';
import type { External } from '../../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../../server/src/context/context.ts';
import { childrenOf } from '../../../server/src/context/children.ts';
import { isSameSnapshot } from '../../../server/src/context/same-snapshot.ts';

const snapshot = (change: Partial<ContextSnapshot> = {}): External<ContextSnapshot> => ({
  state: 'known',
  value: {
    root: 'app',
    dockerfile: 'Dockerfile',
    entries: [
      { path: 'a', kind: 'file', size: 1 },
      { path: 'b', kind: 'file', size: 2 },
    ],
    truncated: false,
    ignore: { path: '.dockerignore', text: '*.log' },
    texts: new Map([['a', 'x']]),
    archives: new Map([['b', { unpacks: true, unpackedSize: 5 }]]),
    isGuessed: false,
    ...change,
  },
});

describe('snapshots of a build context', () => {
  it('with the same content are equal', () => {
    expect(isSameSnapshot(snapshot(), snapshot())).toBe(true);
    expect(isSameSnapshot(snapshot({ ignore: undefined }), snapshot({ ignore: undefined }))).toBe(true);
  });

  it.each<[string, Partial<ContextSnapshot>]>([
    ['another root', { root: 'other' }],
    ['a guess', { isGuessed: true }],
    ['cut off', { truncated: true }],
    ['another ignore text', { ignore: { path: '.dockerignore', text: '*.txt' } }],
    ['another ignore file', { ignore: { path: 'Dockerfile.dockerignore', text: '*.log' } }],
    ['no ignore file', { ignore: undefined }],
    ['another text', { texts: new Map([['a', 'y']]) }],
    ['the text of another file', { texts: new Map([['b', 'x']]) }],
    ['one more text', { texts: new Map([['a', 'x'], ['b', 'x']]) }], // prettier-ignore
    ['another archive', { archives: new Map([['b', { unpacks: false, unpackedSize: 5 }]]) }],
    ['one entry less', { entries: [{ path: 'a', kind: 'file', size: 1 }] }],
    ['no entries', { entries: [] }],
    ['another size', { entries: [{ path: 'a', kind: 'file', size: 1 }, { path: 'b', kind: 'file', size: 3 }] }], // prettier-ignore
    ['another kind', { entries: [{ path: 'a', kind: 'symlink', size: 1 }, { path: 'b', kind: 'file', size: 2 }] }], // prettier-ignore
    ['another path', { entries: [{ path: 'a', kind: 'file', size: 1 }, { path: 'c', kind: 'file', size: 2 }] }], // prettier-ignore
  ])('differ: %s', (_, change) => {
    expect(isSameSnapshot(snapshot(), snapshot(change))).toBe(false);
    expect(isSameSnapshot(snapshot(change), snapshot())).toBe(false);
  });

  it('that are not known are never equal', () => {
    const pending: External<ContextSnapshot> = { state: 'pending' };
    expect(isSameSnapshot(pending, pending)).toBe(false);
    expect(isSameSnapshot(snapshot(), pending)).toBe(false);
    expect(isSameSnapshot(pending, snapshot())).toBe(false);
  });
});

describe('the entries directly in a folder', () => {
  const entries = ['a-b', 'a/x', 'a/y/z', 'a/y/zz', 'a.txt', 'a0', 'b']
    .toSorted()
    .map((path) => ({ path, kind: 'file' as const, size: 3 }));
  const shown = (folder: string): readonly string[] => childrenOf(entries, folder).map(({ path, kind, size }) => `${path} ${kind} ${size}`);

  it.each<[string, readonly string[]]>([
    ['', ['a-b file 3', 'a.txt file 3', 'a directory 0', 'a0 file 3', 'b file 3']],
    ['a', ['a/x file 3', 'a/y directory 0']],
    ['a/y', ['a/y/z file 3', 'a/y/zz file 3']],
    ['b', []],
    ['c', []],
  ])('"%s"', (folder, expected) => {
    expect(shown(folder)).toEqual(expected);
  });

  it('of a listed folder are that folder, with its own entry', () => {
    const listed = [{ path: 'a', kind: 'directory' as const, size: 0 }, { path: 'a/x', kind: 'file' as const, size: 1 }]; // prettier-ignore
    expect(childrenOf(listed, '')).toEqual([listed[0]]);
  });
});
