import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  absolutePath,
  baseName,
  cleanPath,
  contextPath,
  depthOf,
  foldersAbove,
  isWithin,
  joinContextPath,
  joinPath,
  parentOf,
  pathBelow,
  shellPath,
} from '../../../server/src/base/paths.ts';

// The examples of https://pkg.go.dev/path#Clean, and more of their kind.
it.each([
  ['', '.'],
  ['.', '.'],
  ['/', '/'],
  ['//', '/'],
  ['a//c', 'a/c'],
  ['a/c/.', 'a/c'],
  ['a/c/b/..', 'a/c'],
  ['a/../..', '..'],
  ['/../a/c', '/a/c'],
  ['/../a/b/../././/c', '/a/c'],
  ['../../a', '../../a'],
  ['a/b/', 'a/b'],
  ['a/..', '.'],
])('cleanPath %j is %j', (path, clean) => {
  expect(cleanPath(path)).toBe(clean);
});

it.each([
  ['.', ''],
  ['/', ''],
  ['', ''],
  ['./src/', 'src'],
  ['/src', 'src'],
  ['../src', 'src'],
  ['../../x/../y', 'y'],
  ['a/./b', 'a/b'],
])('contextPath %j is %j', (path, clean) => {
  expect(contextPath(path)).toBe(clean);
});

it.each([
  ['', 'base.txt', 'base.txt'],
  ['requirements', '../base.txt', 'base.txt'],
  ['requirements', './dev.txt', 'requirements/dev.txt'],
  ['a/b', '..', 'a'],
  ['a/b', '../..', ''],
  ['a', '../../x', undefined],
  ['', '..', undefined],
  ['a', '..b', 'a/..b'],
  ['', '.', ''],
])('joinContextPath %j, %j is %j', (folder, path, joined) => {
  expect(joinContextPath(folder, path)).toBe(joined);
});

describe('absolutePath', () => {
  it.each([
    ['/app', 'src', '/app/src'],
    ['/app', './src/', '/app/src'],
    ['/app', '../srv', '/srv'],
    ['/app', '../../..', '/'],
    ['/app', '.', '/app'],
    ['/app', '', '/app'],
    ['/app', '/srv//x/', '/srv/x'],
    ['/', 'x', '/x'],
    ['/app', '~/x', '/app/~/x'],
    [undefined, '/srv', '/srv'],
    [undefined, 'srv', undefined],
    [undefined, '.', undefined],
  ])('from %j, %j is %j', (folder, path, absolute) => {
    expect(absolutePath(folder, path)).toBe(absolute);
  });

  it.each([
    ['C:\\app', 'src', 'C:\\app\\src'],
    ['C:\\app', '..\\srv', 'C:\\srv'],
    ['C:\\app', 'a/b', 'C:\\app\\a\\b'],
    ['C:\\app', 'd:\\data', 'D:\\data'],
    ['C:\\app', '\\data', 'C:\\data'],
    ['C:\\app', '/data', 'C:\\data'],
    ['C:\\', '..', 'C:\\'],
    [undefined, 'c:/x/', 'C:\\x'],
    [undefined, 'x', undefined],
  ])('on Windows, from %j, %j is %j', (folder, path, absolute) => {
    expect(absolutePath(folder, path, 'windows')).toBe(absolute);
  });
});

it.each([
  ['/app', 'dist', '/app/dist'],
  ['/app', 'dist/*.js', '/app/dist/*.js'],
  ['/app', 'a~b', '/app/a~b'],
  [undefined, '/var/lib/apt/lists/*', '/var/lib/apt/lists/*'],
  ['/app', '', undefined],
  ['/app', '~/x', undefined],
  ['/app', '~', undefined],
  ['/app', '$OUT/x', undefined],
  ['/app', '/x/$(pwd)', undefined],
  ['/app', '`pwd`', undefined],
  [undefined, 'x', undefined],
])('shellPath from %j, %j is %j', (folder, word, path) => {
  expect(shellPath(folder, word)).toBe(path);
});

it.each([
  ['/app', '/app', true, ''],
  ['/app', '/app/src/x', true, 'src/x'],
  ['/app', '/application', false, undefined],
  ['/app/src', '/app', false, undefined],
  ['/', '/app', true, 'app'],
  ['/', '/', true, ''],
  ['', 'src', true, 'src'],
  ['', '', true, ''],
  ['src', 'src/x', true, 'x'],
  ['src', 'srcs', false, undefined],
])('isWithin and pathBelow %j, %j are %j, %j', (folder, path, within, below) => {
  expect([isWithin(folder, path), pathBelow(folder, path)]).toEqual([within, below]);
  if (below !== undefined) expect(joinPath(folder, below)).toBe(path);
});

it.each([
  ['a', '', 'a', [], 0],
  ['a/b', 'a', 'b', ['a'], 1],
  ['a/b/c.txt', 'a/b', 'c.txt', ['a/b', 'a'], 2],
  ['/x', '/', 'x', [], 1],
  ['/usr/bin/env', '/usr/bin', 'env', ['/usr/bin', '/usr'], 3],
  ['', '', '', [], 0],
  ['a/', 'a', '', ['a'], 1],
])('parentOf, baseName, foldersAbove and depthOf %j', (path, parent, name, folders, depth) => {
  expect([parentOf(path), baseName(path), foldersAbove(path), depthOf(path)]).toEqual([parent, name, folders, depth]);
});

it('no other module splits paths into names and folders', () => {
  const root = join(import.meta.dirname, '../../../server/src');
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
  // Windows programs have backslashes, Git repositories a colon, and URIs are not paths.
  const others = new Set(['base/paths.ts', 'knowledge/programs.ts', 'shell/tools/downloads.ts', 'host/uri.ts']);
  const slicing = files
    .filter((file) => /\.slice\([^;]*\.lastIndexOf\('\/'\)/.test(readFileSync(file, 'utf8')))
    .map((file) => relative(root, file));
  expect(slicing.filter((file) => !others.has(file))).toEqual([]);
});
