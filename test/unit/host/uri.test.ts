import { describe, expect, it } from 'vitest';
import { displayPath, fileUri, folderUri, isSameUri, joinUri, nameOf, parentOf, relativePath } from '../../../server/src/host/uri.ts';

describe('the folder that a setting names', () => {
  it.each<[setting: string, base: string, folder: string]>([
    // absolute
    ['/abs/path', 'file:///ws', 'file:///abs/path'],
    ['/abs/path/', 'file:///ws', 'file:///abs/path'],
    ['/abs//path', 'file:///ws', 'file:///abs/path'],
    ['/abs/./other/../path', 'file:///ws', 'file:///abs/path'],
    ['/', 'file:///ws', 'file:///'],
    ['/a b', 'file:///ws', 'file:///a%20b'],
    ['/a%20b', 'file:///ws', 'file:///a%2520b'],
    ['/größe/日本', 'file:///ws', 'file:///gr%C3%B6%C3%9Fe/%E6%97%A5%E6%9C%AC'],
    ['/a#b?c', 'file:///ws', 'file:///a%23b%3Fc'],
    ['/a\\b', 'file:///ws', 'file:///a%5Cb'],
    // relative
    ['app', 'file:///ws', 'file:///ws/app'],
    ['app/', 'file:///ws/', 'file:///ws/app'],
    ['.', 'file:///ws', 'file:///ws'],
    ['./app', 'file:///ws', 'file:///ws/app'],
    ['../app', 'file:///ws/docker', 'file:///ws/app'],
    ['../../..', 'file:///ws/docker', 'file:///'],
    ['a b', 'file:///w%20s', 'file:///w%20s/a%20b'],
    // Windows
    ['C:\\x', 'file:///c%3A/ws', 'file:///c%3A/x'],
    ['C:/x/', 'file:///c%3A/ws', 'file:///c%3A/x'],
    ['d:\\x\\..\\y', 'file:///C:/ws', 'file:///d%3A/y'],
    ['\\x', 'file:///c%3A/ws', 'file:///c%3A/x'],
    ['app\\docker', 'file:///c%3A/ws', 'file:///c%3A/ws/app/docker'],
    ['..\\app', 'file:///c%3A/ws/docker', 'file:///c%3A/ws/app'],
    ['\\\\server\\share\\x', 'file:///c%3A/ws', 'file://server/share/x'],
    ['\\\\server', 'file:///c%3A/ws', 'file://server/'],
    // URIs
    ['file:///abs/path', 'file:///ws', 'file:///abs/path'],
    ['file:///abs/path/', 'file:///ws', 'file:///abs/path'],
    ['file:///abs/x/../path', 'file:///ws', 'file:///abs/path'],
    ['file:///a%20b', 'file:///ws', 'file:///a%20b'],
    ['file:///a b', 'file:///ws', 'file:///a%20b'],
    ['file:///C:/x', 'file:///ws', 'file:///c%3A/x'],
    // virtual file systems
    ['/other/repository', 'vscode-vfs://github/microsoft/vscode', 'vscode-vfs://github/other/repository'],
    ['build', 'vscode-vfs://github/microsoft/vscode', 'vscode-vfs://github/microsoft/vscode/build'],
  ])('%s in %s', (setting, base, folder) => {
    expect(folderUri(setting, base)).toBe(folder);
  });
});

describe('the path relative to a folder', () => {
  it.each<[folder: string, uri: string, path: string | undefined]>([
    ['file:///ws', 'file:///ws/a.txt', 'a.txt'],
    ['file:///ws/', 'file:///ws/a/b.txt', 'a/b.txt'],
    ['file:///ws', 'file:///ws/', ''],
    ['file:///ws', 'file:///ws', ''],
    ['file:///ws', 'file:///wsx/a', undefined],
    ['file:///ws', 'file:///other', undefined],
    ['file:///', 'file:///a', 'a'],
    ['file:///a%20b', 'file:///a b/c%C3%BC', 'cü'],
    ['file:///c%3A/ws', 'file:///C:/ws/a', 'a'],
    ['file:///ws', 'untitled:ws/a', undefined],
    ['vscode-vfs://github/a', 'vscode-vfs://github/a/b', 'b'],
    ['vscode-vfs://github/a', 'vscode-vfs://gitlab/a/b', undefined],
    ['file:///ws', 'file:///ws/100%', '100%'],
    ['file:///ws', 'file:////ws/a', undefined],
  ])('of %s: %s', (folder, uri, path) => {
    expect(relativePath(folder, uri)).toBe(path);
  });

  it('leads back to the file', () => {
    for (const path of ['a', 'a b/c', 'a%20b', 'ü/日本', "it's (1)!", 'a#b?c', 'a\\b']) {
      expect(relativePath('file:///w%20s', joinUri('file:///w%20s', path))).toBe(path);
    }
  });
});

it.each<[a: string, b: string, isSame: boolean]>([
  ['file:///a', 'file:///a', true],
  ['file:///a b', 'file:///a%20b', true],
  ['file:///C:/a', 'file:///c%3A/a', true],
  ['file:///(1)', 'file:///%281%29', true],
  ['file:///a', 'file:///A', false],
  ['file:///%', 'file:///%25', true],
])('%s is the same as %s: %s', (a, b, isSame) => {
  expect(isSameUri(a, b)).toBe(isSame);
});

it.each<[uri: string, parent: string, name: string]>([
  ['file:///ws/Dockerfile', 'file:///ws', 'Dockerfile'],
  ['file:///Dockerfile', 'file:///', 'Dockerfile'],
  ['file:///', 'file:///', ''],
  ['file:///w%20s/D%C3%B6ckerfile', 'file:///w%20s', 'Döckerfile'],
  ['untitled:Untitled-1', 'untitled:', 'Untitled-1'],
])('%s is in %s and has the name %s', (uri, parent, name) => {
  expect([parentOf(uri), nameOf(uri)]).toEqual([parent, name]);
});

it.each<[uri: string, text: string]>([
  ['file:///w%20s/%C3%BC', '/w s/ü'],
  ['vscode-vfs://github/a%20b', 'vscode-vfs://github/a b'],
])('%s is shown as %s', (uri, text) => {
  expect(displayPath(uri)).toBe(text);
});

it('a path of this machine has a URI, which is displayed as the path', () => {
  for (const path of ['/a b/ü', '/100%', '/a#b']) expect(displayPath(fileUri(path))).toBe(path);
});
